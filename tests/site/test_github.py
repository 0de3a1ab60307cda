"""What GitHub does for the site: workflows, forms and templates, without asking GitHub."""

from __future__ import annotations

import compileall
import json
import os
import re
import shutil
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
import yaml
from check_jsonschema import main as check_jsonschema  # type: ignore[import-untyped]
from click.testing import CliRunner, Result

from macros.__main__ import COMMANDS

TOP = Path(__file__).parents[2]
GITHUB = TOP / ".github"
WORKFLOWS = sorted(GITHUB.glob("workflows/*.yml"))
PROGRAMS = Path(sys.executable).parent

#: Schema of check-jsonschema to the files that follow it.
SCHEMAS = {
    "vendor.github-workflows": WORKFLOWS,
    "custom.github-workflows-require-timeout": WORKFLOWS,
    "vendor.github-issue-forms": sorted(GITHUB.glob("ISSUE_TEMPLATE/[!c]*.yml")),
    "vendor.github-issue-config": [GITHUB / "ISSUE_TEMPLATE/config.yml"],
    "vendor.dependabot": [GITHUB / "dependabot.yml"],
}


def read(path: Path) -> Any:
    """Return what a YAML file holds. YAML reads “on” as true; here it stays a word."""
    return yaml.load(path.read_text(encoding="utf-8"), Loader=yaml.BaseLoader)


def jobs() -> Iterator[tuple[str, dict[str, Any]]]:
    """Yield each job of each workflow, with a name to find it by."""
    for path in WORKFLOWS:
        for name, job in read(path)["jobs"].items():
            yield f"{path.name}: {name}", job


def steps() -> Iterator[tuple[str, dict[str, Any]]]:
    """Yield each step of each job, with a name to find it by."""
    for name, job in jobs():
        for step in job.get("steps", ()):
            yield f"{name}: {step.get('name') or step.get('uses')}", step


def step(workflow: str, name: str) -> dict[str, Any]:
    """Return one step of a workflow by its name."""
    (found,) = (s for label, s in steps() if label.startswith(workflow) and label.endswith(name))
    return found


# --- Against GitHub's own schemas -------------------------------------------------------------


def validate(schema: str, *files: Path) -> Result:
    """Hold files against a schema that comes with check-jsonschema: no network is needed."""
    return CliRunner().invoke(check_jsonschema, ["--builtin-schema", schema, *map(str, files)])


@pytest.mark.parametrize("schema", SCHEMAS)
def test_every_file_is_what_github_expects(schema: str) -> None:
    assert SCHEMAS[schema]
    done = validate(schema, *SCHEMAS[schema])
    assert done.exit_code == 0, done.output


def test_a_file_that_github_would_refuse_is_found(tmp_path: Path) -> None:
    text = WORKFLOWS[0].read_text(encoding="utf-8")
    (tmp_path / "planted.yml").write_text(text.replace("runs-on:", "run-on:", 1), encoding="utf-8")
    assert validate("vendor.github-workflows", tmp_path / "planted.yml").exit_code == 1


# --- Security ---------------------------------------------------------------------------------


def zizmor(folder: Path) -> list[str]:
    """Return the names of the security faults that zizmor finds, without asking the network."""
    command = [str(PROGRAMS / "zizmor"), "--offline", "--no-progress", "--format", "json"]
    done = subprocess.run(
        [*command, str(folder)],
        capture_output=True,
        encoding="utf-8",
        env={k: v for k, v in os.environ.items() if not k.endswith("_TOKEN")},
        check=False,
    )
    return [finding["ident"] for finding in json.loads(done.stdout)]


def test_no_security_fault_is_found_in_the_workflows() -> None:
    assert zizmor(GITHUB) == []


def test_a_security_fault_is_found(tmp_path: Path) -> None:
    planted = tmp_path / ".github/workflows"
    planted.mkdir(parents=True)
    text = (GITHUB / "workflows/new-audit.yml").read_text(encoding="utf-8")
    text = text.replace('"$GITHUB_EVENT_PATH"', "'${{ github.event.issue.body }}'")
    (planted / "new-audit.yml").write_text(text, encoding="utf-8")
    assert zizmor(tmp_path) == ["template-injection"]


def test_every_action_of_others_is_pinned_to_a_commit_and_says_its_version() -> None:
    lines = [line for path in WORKFLOWS for line in path.read_text("utf-8").splitlines()]
    uses = [line for line in lines if re.search(r"\buses:", line) and "uses: ./" not in line]
    assert len(uses) > 10
    pinned = re.compile(r"uses: [\w-]+/[\w-]+@[0-9a-f]{40} # v\d+\.\d+\.\d+$")
    assert [line for line in uses if not pinned.search(line)] == []


def test_what_runs_for_a_pull_request_may_only_read() -> None:
    for path in WORKFLOWS:
        workflow = read(path)
        assert "pull_request_target" not in workflow["on"]
        if "pull_request" in workflow["on"]:
            asked = [job["permissions"] for job in workflow["jobs"].values()]
            assert asked == [{"contents": "read"}] * len(asked)
            assert "secrets." not in path.read_text(encoding="utf-8")


def test_no_value_from_outside_is_part_of_a_command() -> None:
    assert [name for name, one in steps() if "${{" in one.get("run", "")] == []


def test_only_a_step_that_needs_the_token_has_it() -> None:
    with_token = [one for _, one in steps() if "GH_TOKEN" in one.get("env", {})]
    assert with_token
    assert all(re.search(r"\bgh \b|\.github/[\w-]+\.sh", one["run"]) for one in with_token)
    assert not any("python" in one["run"] for one in with_token)


def test_what_counts_the_days_of_changes_has_the_whole_history() -> None:
    for name, job in jobs():
        if any(
            re.search(r"make (pdf|test|test-all)|\.ci/run", s.get("run", ""))
            for s in job.get("steps", ())
        ):
            assert job["steps"][0]["with"]["fetch-depth"] == "0", name


def test_nothing_is_published_from_anywhere_but_main_or_before_the_checks_pass() -> None:
    publish = read(GITHUB / "workflows/publish.yml")
    assert publish["on"]["push"] == {"branches": ["main"]}
    assert publish["jobs"]["checks"]["if"] == "github.ref == 'refs/heads/main'"
    needs = {name: job.get("needs") for name, job in publish["jobs"].items()}
    assert needs == {"checks": None, "build": "checks", "deploy": "build", "addresses": "deploy"}


# --- What the steps call ----------------------------------------------------------------------


def test_every_command_that_a_step_calls_is_there() -> None:
    text = "\n".join(one.get("run", "") for _, one in steps())
    commands = set(re.findall(r"python -m macros ([\w-]+)", text))
    assert commands
    targets = set(re.findall(r"\bmake ([a-z-]+)", text))
    makefile = (TOP / "Makefile").read_text(encoding="utf-8")
    assert [target for target in targets if f"\n{target}: " not in makefile] == []
    scripts = set(re.findall(r"(?m)^\s*(\.[\w./-]+)$", text))
    assert all(os.access(TOP / script, os.X_OK) for script in scripts)
    assert commands <= {command.name for command in COMMANDS}
    assert {".ci/run", "test-all"} <= scripts | targets


@pytest.fixture(scope="module")
def new_desk(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A clone of a repository with the site's data, beside its origin and a ``gh`` that notes."""
    beside = tmp_path_factory.mktemp("desk")
    programs = beside / "programs"
    programs.mkdir()
    gh = programs / "gh"
    gh.write_text(
        '#!/bin/sh\nprintf "%s\\n" "$*" >> "$GH_NOTES"\n'
        'if [ "$1 $2" = "$GH_REFUSES" ]; then echo REFUSED >&2; exit 1; fi\n'
        'if [ "$2" = list ]; then cat "$GH_OPEN_ISSUES"; fi\n'
        'if [ "$1 $2" = "pr create" ]; then echo PULL-REQUEST; fi\n',
        encoding="utf-8",
    )
    gh.chmod(0o755)
    origin, clone = beside / "origin.git", beside / "clone"
    git = ["git", "-c", "user.name=A test", "-c", "user.email=test@example.org"]
    for name in ("data", "docs", "macros"):
        shutil.copytree(TOP / name, clone / name, ignore=shutil.ignore_patterns("__pycache__"))
    (clone / ".github").mkdir()
    for script in GITHUB.glob("*.sh"):
        shutil.copy(script, clone / ".github")
    subprocess.run([*git, "init", "-q", "--bare", "-b", "main", str(origin)], check=True)
    for command in (
        ["init", "-q", "-b", "main"],
        ["remote", "add", "origin", "../origin.git"],
        ["add", "."],
        ["commit", "-qm", "Begin"],
        ["push", "-q", "origin", "main"],
    ):
        subprocess.run([*git, *command], cwd=clone, check=True)
    (clone / ".git/info/exclude").write_text("__pycache__\n", encoding="utf-8")
    compileall.compile_dir(clone / "macros", quiet=1)  # once, and not in each copy
    return clone


@pytest.fixture(scope="module")
def drafted_desk(new_desk: Path, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The same after a filled-in form has become a data file."""
    desk = copied(new_desk, tmp_path_factory.mktemp("drafted"))
    assert draft(desk, ISSUE).returncode == 0
    return desk


def copied(desk: Path, beside: Path) -> Path:
    """Return a copy of a desk, with all that is beside it."""
    shutil.copytree(desk.parent, beside, dirs_exist_ok=True)
    return beside / desk.name


@pytest.fixture
def desk(new_desk: Path, tmp_path: Path) -> Path:
    return copied(new_desk, tmp_path)


@pytest.fixture
def drafted(drafted_desk: Path, tmp_path: Path) -> Path:
    return copied(drafted_desk, tmp_path)


def run(desk: Path, command: str, **environment: str) -> subprocess.CompletedProcess[str]:
    """Run the command of a step as GitHub does: with bash, which stops at the first failure."""
    beside = desk.parent
    (beside / "open-issues").touch()
    return subprocess.run(
        ["bash", "--noprofile", "--norc", "-eo", "pipefail", "-c", command],
        cwd=desk,
        env={
            "PATH": f"{beside / 'programs'}:{PROGRAMS}:{os.environ['PATH']}",
            "HOME": str(beside),
            "PYTHONIOENCODING": "utf-8",
            "PYTHONDONTWRITEBYTECODE": "1",
            "RUNNER_TEMP": str(beside),
            "GITHUB_OUTPUT": str(beside / "output"),
            "GITHUB_STEP_SUMMARY": str(beside / "step-summary"),
            "GH_REFUSES": "",
            "GH_NOTES": str(beside / "notes"),
            "GH_OPEN_ISSUES": str(beside / "open-issues"),
            **environment,
        },
        capture_output=True,
        encoding="utf-8",
        check=False,
    )


def notes(desk: Path) -> list[str]:
    """Return what ``gh`` was asked to do."""
    file = desk.parent / "notes"
    return file.read_text(encoding="utf-8").splitlines() if file.exists() else []


def output(desk: Path) -> str:
    """Return what a step hands on to the next."""
    return (desk.parent / "output").read_text(encoding="utf-8")


#: A filled-in form, about an audit that nobody has added.
ISSUE = (TOP / "tests/issues/neglect.md").read_text("utf-8").replace("Neglect", "Trial of a form")
FILE = "data/audits/2023-24/trial-of-a-form.yml"


def draft(desk: Path, body: str, state: str = "open") -> subprocess.CompletedProcess[str]:
    """Run the step that turns an issue into a file, in a clone of ``main``."""
    event = desk.parent / "event.json"
    event.write_text(json.dumps({"issue": {"body": body, "state": state}}), encoding="utf-8")
    step_of_draft = step("new-audit.yml", "Turn the issue into a data file")
    return run(desk, step_of_draft["run"], GITHUB_EVENT_PATH=str(event))


def draft_again(desk: Path) -> None:
    """Leave in a clone of ``main`` what the form becomes after somebody has changed it."""
    text = (desk / FILE).read_text(encoding="utf-8")
    for command in (["switch", "-q", "main"], ["branch", "-qD", "new-audit-12"]):
        subprocess.run(["git", *command], cwd=desk, check=True)
    (desk / FILE).parent.mkdir(exist_ok=True)
    (desk / FILE).write_text(f"{text}# changed\n", encoding="utf-8")


def open_pull_request(desk: Path, **environment: str) -> subprocess.CompletedProcess[str]:
    """Run the step that opens the pull request of issue 12."""
    return run(
        desk,
        step("new-audit.yml", "Open the pull request")["run"],
        ISSUE="12",
        BRANCH="new-audit-12",
        TITLE="New audit from issue #12",
        SUMMARY=str(desk.parent / "summary.md"),
        FILES="data/audits",
        **environment,
    )


def test_a_filled_in_form_becomes_a_pull_request_whose_checks_are_started(drafted: Path) -> None:
    assert output(drafted) == "made=yes\n"
    done = open_pull_request(drafted)
    assert done.returncode == 0, done.stderr
    assert notes(drafted)[2:] == [
        "pr create --base main --head new-audit-12 --title New audit from issue #12 "
        f"--body-file {drafted.parent / 'summary.md'}",
        "issue comment 12 --body The pull request is here: PULL-REQUEST",
        "workflow run checks.yml --ref new-audit-12",
    ]
    assert "\nCloses #12\n" in (drafted.parent / "summary.md").read_text(encoding="utf-8")
    shown = ["git", "show", "--stat", "--format=%s", "origin/new-audit-12"]
    changed = subprocess.run(shown, cwd=drafted, capture_output=True, encoding="utf-8", check=True)
    assert changed.stdout.startswith(f"New audit from issue #12\n\n {FILE}")
    assert "1 file changed" in changed.stdout


def test_a_form_with_faults_becomes_a_comment_and_no_pull_request(desk: Path) -> None:
    assert draft(desk, ISSUE.replace("2023/24", "2023")).returncode == 0
    assert output(desk) == "made=no\n"
    assert not (desk / FILE).exists()
    comment = step("new-audit.yml", "Say on the issue what to correct")
    assert run(desk, comment["run"], ISSUE="12").returncode == 0
    assert notes(desk) == [f"issue comment 12 --body-file {desk.parent / 'summary.md'}"]
    summary = (desk.parent / "summary.md").read_text(encoding="utf-8")
    assert "“2023” is not a year of the audit programme" in summary


def test_what_an_issue_says_is_never_run(desk: Path) -> None:
    typed = """$(touch planted) `touch planted` '; touch planted; ' "; touch planted; " """
    body = ISSUE.replace("Ask about every child", f"{typed}Ask")
    assert draft(desk, body).returncode == 0
    assert open_pull_request(desk).returncode == 0
    assert list(desk.parent.rglob("planted")) == []
    assert "touch planted" in (desk / FILE).read_text("utf-8")


def test_a_fault_of_the_site_itself_is_told_on_the_issue_and_is_not_the_editors(desk: Path) -> None:
    (desk / "data/themes.yml").write_text("", encoding="utf-8")
    assert draft(desk, ISSUE).returncode == 0
    assert output(desk) == "made=no\n"
    summary = (desk.parent / "summary.md").read_text(encoding="utf-8")
    assert "It has nothing to do with what you wrote" in summary
    assert "`data/themes.yml`" in summary


def test_an_issue_of_which_nothing_could_be_said_stops_the_workflow(desk: Path) -> None:
    (desk / "macros/editing/issue_form.py").write_text("", encoding="utf-8")
    assert draft(desk, ISSUE).returncode != 0


@pytest.mark.nightly
def test_the_longest_issue_that_github_takes_is_read(desk: Path) -> None:
    assert draft(desk, ISSUE.ljust(65_536, "\U0001f642")).returncode == 0
    assert len((desk.parent / "summary.md").read_text(encoding="utf-8")) < 65_536


def of_branch(desk: Path) -> str:
    """Return the commit of the branch of issue 12 at the origin."""
    command = ["git", "ls-remote", "origin", "new-audit-12"]
    return subprocess.run(
        command, cwd=desk, capture_output=True, encoding="utf-8", check=True
    ).stdout


def test_a_pull_request_that_is_there_already_is_left_as_people_made_it(drafted: Path) -> None:
    open_pull_request(drafted)
    before = of_branch(drafted)
    (drafted.parent / "open-issues").write_text("https://pull-request", encoding="utf-8")
    draft_again(drafted)
    assert open_pull_request(drafted).returncode == 0
    assert "has a pull request already, so nothing was changed: https://pull" in notes(drafted)[-1]
    assert of_branch(drafted) == before


def test_a_refused_pull_request_is_an_error_that_names_the_setting_and_can_be_tried_again(
    drafted: Path,
) -> None:
    assert open_pull_request(drafted, GH_REFUSES="pr create").returncode == 1
    assert "tick “Allow GitHub Actions to create and approve pull requests”" in notes(drafted)[-1]
    before = of_branch(drafted)
    draft_again(drafted)
    assert open_pull_request(drafted).returncode == 0
    assert notes(drafted)[-2:] == [
        "issue comment 12 --body The pull request is here: PULL-REQUEST",
        "workflow run checks.yml --ref new-audit-12",
    ]
    assert of_branch(drafted) != before


def test_a_question_that_github_does_not_answer_changes_nothing(drafted: Path) -> None:
    assert open_pull_request(drafted, GH_REFUSES="pr list").returncode != 0
    assert of_branch(drafted) == ""


def test_no_command_hides_its_failure_inside_another() -> None:
    """A failing ``$(…)`` stops bash only where a variable is set to it alone."""
    texts = [path.read_text(encoding="utf-8") for path in GITHUB.glob("*.sh")]
    texts += [one["run"] for _, one in steps() if "run" in one]
    lines = [line.strip() for text in texts for line in text.splitlines() if "$(" in line]
    assert lines
    assert [line for line in lines if not re.match(r"[a-z]+=\$\(", line)] == []


def test_a_change_of_a_closed_issue_is_answered_and_changes_nothing(desk: Path) -> None:
    assert draft(desk, ISSUE, state="closed").returncode == 0
    assert output(desk) == "made=no\n"
    summary = (desk.parent / "summary.md").read_text(encoding="utf-8")
    assert "This form is closed" in summary
    assert not (desk / FILE).exists()


@pytest.mark.parametrize(
    ("files", "expected"),
    [
        (["data/themes.yml", "docs/about/new.md"], "yes"),
        (["data/themes.yml", "docs/assets/base.css"], "no"),
        (["README.md"], "no"),
        ([], "no"),
    ],
)
def test_a_change_of_words_alone_is_known(desk: Path, files: list[str], expected: str) -> None:
    git = ["git", "-c", "user.name=A test", "-c", "user.email=test@example.org"]
    for file in files:
        with (desk / file).open("a", encoding="utf-8") as opened:
            opened.write("\n")
    for command in (["add", "."], ["commit", "-qm", "Change", "--allow-empty"]):
        subprocess.run([*git, *command], cwd=desk, check=True)
    assert run(desk, step("checks.yml", "See whether only words have changed")["run"]).stdout
    assert output(desk) == f"words_only={expected}\n"


def note_addresses(desk: Path) -> None:
    """Run the steps that note what is published now, as they run after each publication."""
    written = step("publish.yml", "Add what is published now to the list")
    assert run(desk, written["run"]).returncode == 0
    opened = step("publish.yml", "Open a pull request if the list has grown")
    settings = {name: value for name, value in opened["env"].items() if "${{" not in value}
    summary = str(desk.parent / "summary.md")
    done = run(desk, opened["run"], **settings, SUMMARY=summary)
    assert done.returncode == 0, done.stderr


def test_new_addresses_become_one_pull_request_that_is_kept_up_to_date(desk: Path) -> None:
    page = desk / "docs/about/first.md"
    page.write_text("# First", encoding="utf-8")
    note_addresses(desk)
    assert [note for note in notes(desk) if note.startswith("pr create")] != []
    (desk.parent / "notes").unlink()
    (desk.parent / "open-issues").write_text("7", encoding="utf-8")
    for command in (["switch", "-q", "main"], ["branch", "-qD", "published-addresses"]):
        subprocess.run(["git", *command], cwd=desk, check=True)
    page.with_name("second.md").write_text("# Second", encoding="utf-8")
    note_addresses(desk)
    assert [note for note in notes(desk) if note.startswith("pr create")] == []
    shown = ["git", "show", "origin/published-addresses:data/published.txt"]
    text = subprocess.run(shown, cwd=desk, capture_output=True, encoding="utf-8", check=True).stdout
    assert "/about/first/\n" in text
    assert "/about/second/\n" in text


def test_no_pull_request_is_opened_if_nothing_is_new(desk: Path) -> None:
    assert open_pull_request(desk).returncode == 0
    assert [note for note in notes(desk) if note.startswith("pr ")] == []


@pytest.mark.parametrize(
    ("day", "broken", "due"),
    [("9999-01-01", "", "yes"), ("2000-01-01", "", "no"), ("2000-01-01", "404 | a page", "yes")],
)
def test_reviews_and_broken_links_are_one_report(
    desk: Path, day: str, broken: str, due: str
) -> None:
    listed = step("review.yml", "List what is due, and the links that do not work")
    command = listed["run"].replace("macros review", f"macros review --today {day}")
    assert run(desk, command, LINKS=broken).returncode == 0
    assert output(desk) == f"due={due}\n"
    report = (desk.parent / "review.md").read_text(encoding="utf-8")
    assert ("Nothing is due for review" in report) is (day == "2000-01-01")
    assert report.endswith(f"## Links that do not work\n\n{broken}\n") is bool(broken)


@pytest.mark.parametrize(
    ("status", "passed_on"), [("0", ""), ("2", "broken<<END_OF_REPORT\n404\n")]
)
def test_the_report_on_links_is_passed_on_if_one_does_not_work(
    desk: Path, status: str, passed_on: str
) -> None:
    (desk / "links.md").write_text("404", encoding="utf-8")
    (desk.parent / "output").touch()
    assert run(desk, step("review.yml", "Pass the report on")["run"], STATUS=status).returncode == 0
    assert output(desk).removesuffix("END_OF_REPORT\n") == passed_on


def write_issue(desk: Path, workflow: str, due: str) -> subprocess.CompletedProcess[str]:
    """Run the step that keeps one issue, with what the workflow says of that issue."""
    written = step(workflow, "Write it into one issue")
    settings = {name: value for name, value in written["env"].items() if "${{" not in value}
    return run(desk, written["run"], **settings, DUE=due, REPORT=str(desk.parent / "report.md"))


@pytest.mark.parametrize(
    ("due", "open_issue", "expected"),
    [
        ("yes", "", "issue create --label review --title Due for review --body-file"),
        ("yes", "7", "issue edit 7 --body-file"),
        ("no", "7", "issue close 7 --reason completed"),
        ("no", "", "issue list --app github-actions --state open"),
    ],
)
def test_there_is_one_issue_for_all_that_is_due(
    desk: Path, due: str, open_issue: str, expected: str
) -> None:
    (desk.parent / "open-issues").write_text(open_issue, encoding="utf-8")
    assert write_issue(desk, "review.yml", due).returncode == 0
    assert notes(desk)[-1].startswith(expected)
    assert len([note for note in notes(desk) if note.startswith("issue create")]) <= 1


TABLE = "Name | Version | ID\n--- | --- | ---\nmkdocs | 1.6.1 | PLANTED-1\n"


def ask_for_faults(desk: Path, prints: str, status: int) -> subprocess.CompletedProcess[str]:
    """Run the step that asks for faults, with a ``pip-audit`` that prints this and ends so."""
    program = desk.parent / "programs/pip-audit"
    program.write_text(
        f'#!/bin/sh\nprintf "%s\\n" "$*" >> "$GH_NOTES"\nprintf "{prints}"\nexit {status}\n',
        "utf-8",
    )
    program.chmod(0o755)
    return run(desk, step("packages.yml", "Check the packages for known faults")["run"])


def test_known_faults_of_packages_become_an_issue(desk: Path) -> None:
    assert ask_for_faults(desk, TABLE.replace("\n", "\\n"), 1).returncode == 0
    assert output(desk) == "due=yes\n"
    assert "PLANTED-1" in (desk.parent / "faults.md").read_text(encoding="utf-8")
    assert write_issue(desk, "packages.yml", "yes").returncode == 0
    assert notes(desk)[-1].startswith("issue create --label packages --title A package has")


def test_no_issue_is_opened_for_packages_without_faults(desk: Path) -> None:
    assert ask_for_faults(desk, "", 0).returncode == 0
    assert output(desk) == "due=no\n"
    assert "--strict" in notes(desk)[0]


def test_packages_that_could_not_be_asked_about_do_not_pass_for_good_ones(desk: Path) -> None:
    assert ask_for_faults(desk, "", 1).returncode != 0
    assert not (desk.parent / "output").exists()


# --- Packages of npm --------------------------------------------------------------------------

LOCKFILES = sorted(TOP.glob("tests/*/package-lock.json"))


def unlocked(lockfile: str) -> list[str]:
    """Return the packages that a lockfile does not tie to the public registry and to a hash."""
    packages = json.loads(lockfile)["packages"]
    return [
        name
        for name, package in packages.items()
        if name
        and not (
            package.get("resolved", "").startswith("https://registry.npmjs.org/")
            and package.get("integrity", "").startswith("sha512-")
        )
    ]


def test_every_package_is_locked_to_its_hash_for_every_system() -> None:
    assert [name for path in LOCKFILES for name in unlocked(path.read_text("utf-8"))] == []


# --- Templates --------------------------------------------------------------------------------


def test_the_template_asks_a_person_to_confirm_that_nobody_can_be_identified() -> None:
    template = (GITHUB / "pull_request_template.md").read_text(encoding="utf-8")
    boxes = re.findall(r"(?m)^- \[ \] (.*)$", template)
    assert any("None of them can identify a child, a family or a worker" in box for box in boxes)
    assert "## If you changed words" in template
    assert "## If you changed code" in template


@pytest.mark.parametrize("form", ["new-audit.yml", "page-problem.yml"])
def test_every_form_warns_before_anything_is_typed(form: str) -> None:
    first, *rest = read(GITHUB / "ISSUE_TEMPLATE" / form)["body"]
    assert "Never write anything" in first["attributes"]["value"]
    assert "Everyone can read" in first["attributes"]["value"]
    assert rest[-1]["attributes"]["options"][0]["required"] == "true"


def test_every_place_that_has_an_owner_is_there() -> None:
    text = (GITHUB / "CODEOWNERS").read_text(encoding="utf-8")
    rules = [line.split() for line in text.splitlines() if line and not line.startswith("#")]
    places = [rule[0].strip("/") for rule in rules]
    assert [place for place in places if not list(TOP.glob(place))] == []
    assert {rule[1].partition("/")[0] for rule in rules} == {
        "@ORGANISATION"
    } or "PLACEHOLDER" not in text
