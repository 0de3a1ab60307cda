"""English words that the search treats specially: stop words, weak words, irregular forms."""

#: Words that say nothing about what a query is after.
STOP_WORDS = (
    "a am an and any are as at be been being but by can could did do does for from get got had "
    "has have he her him his i if in into is it its just me mean meaning means meant my of on or "
    "ought our shall she should so some than that the their them then there these they this those "
    "to too us was we were what whats which whom whose will with would you your"
)

#: Words that say little: a result need not contain them, but ranks a little higher if it does.
WEAK_WORDS = (
    "able about above across actually after afterwards again all allowed almost along already "
    "also although always among amongst another anyhow anyone anything anyway anywhere arent "
    "around away back became because become becomes before behind below beside besides best "
    "better between beyond bit both bring bringing brings brought called came cannot cant case "
    "cases certain come comes coming couldnt describe didnt difference different doesnt doing "
    "done dont down due during each eg either else elsewhere enough etc even ever every everyone "
    "everything everywhere exactly except expect expected expects explain far few find finding "
    "finds first friday full fully further gets getting give given gives giving go goes going "
    "gotten guess hadnt happen happened happening happens hard hasnt havent hello hence here "
    "heres herself hes hi himself hopefully hour hours how however hows id ie ill im indeed "
    "instead isnt itself ive keep keeping keeps kept kind know knowing known knows last lately "
    "later least left less let lets letting like little long look looking looks lot make makes "
    "making many may maybe might mine monday month months more morning most mostly much must "
    "mustnt myself nearly need needed needing needs neither never new next nice no nobody none "
    "nor normal normally not nothing notice now nowhere off often ok okay once one ones only onto "
    "other others otherwise ours ourselves out over own part particular per perhaps please point "
    "possible possibly probably problem problems put puts putting quick quickly quite rather "
    "really reason regarding right said same saturday say saying says seem seemed seems several "
    "shes short shouldnt show showing shows similar simple simply since somebody somehow someone "
    "something sometimes somewhere soon sort sorts stand stands start starting starts still stuff "
    "such sunday supposed sure take taken takes taking tell telling tells thank thanks thats "
    "themselves therefore theres theyre theyve thing things think thinking thinks though through "
    "thursday thus time times today together told tomorrow tonight took toward towards tried "
    "tries try trying tuesday type under understand unless until up upon use used useful uses "
    "using usual usually various versus very via vs want wanted wanting wants wasnt way ways "
    "wednesday week weekly weeks well went werent weve whatever when whenever where wheres "
    "wherever whether while who whoever whos why within without wonder wondering wont work worked "
    "working works worth wouldnt wrong yes yet youre yours yourself youve"
)

#: Forms of one word to which the stemmer gives different stems, or the stem of another word.
IRREGULAR = tuple(
    tuple(forms.split())
    for forms in (
        "absent absence absences",
        "abuser abusers",
        "analyse analysed analyses analysing analysis",
        "beat beaten",
        "bite bit bitten bites biting",
        "break broke broken",
        "child children childrens",
        "choose choosing chose chosen",
        "come came",
        "consistent consistency",
        "decide decided decides deciding decision decisions",
        "deny denial denied denies",
        "die dies died dying",
        "drink drank drunk",
        "eat ate eaten",
        "explain explained explaining explains explanation explanations",
        "fall fallen fell",
        "feed fed",
        "feel felt",
        "fight fought",
        "frequent frequency",
        "give gave given",
        "go went gone",
        "hear heard",
        "hide hid hidden hiding",
        "hold held",
        "injure injured injuries injury",
        "keep kept",
        "know knew known",
        "lead led",
        "leave left",
        "lose losing loss lost",
        "man men mens",
        "meet met mtg",
        "midwife midwives",
        "person people persons",
        "refer referral referrals",
        "rely reliance reliant relied relies relying",
        "respond responded responding response responses",
        "see seen saw",
        "send sent",
        "shake shook shaken",
        "sleep asleep slept",
        "speak spoke spoken",
        "steal stole stolen",
        "strategy strategies strat strats",
        "take took taken",
        "teach taught",
        "tell told",
        "throw threw thrown",
        "urgent urgency urgently",
        "violent violence violently",
        "wife wives",
        "woman women womens",
        "write wrote written",
    )
)
