// What the comparison page does for each engine: find(query) gives addresses, best first. The first
// call loads what the engine needs.
const script = (src) =>
  new Promise((done, failed) => {
    const element = document.createElement("script");
    Object.assign(element, { src, onload: done, onerror: failed });
    document.head.append(element);
  });
const once = (make) => {
  let made;
  return () => (made ??= make());
};
const readers = {
  ours: once(async () => {
    let index;
    window.sscpSearchIndex = (value) => (index = value);
    await Promise.all([script("assets/search-engine.js"), script("assets/search-index.js")]);
    const engine = sscpSearch.prepare(index);
    return (query) => {
      const found = engine.search(query);
      return found.numbers.slice(0, 10).map((number) => engine.show(found, number).address);
    };
  }),
  MiniSearch: once(async () => {
    await script("node_modules/minisearch/dist/umd/index.js");
    const text = await (await fetch("mini.json")).text();
    const engine = MiniSearch.loadJSON(text, { idField: "location", fields: ["title", "text", "aliases"] });
    const options = { combineWith: "AND", prefix: true, fuzzy: 0.2, boost: { title: 2 } };
    return (query) => engine.search(query, options).slice(0, 10).map((one) => one.id);
  }),
  "stock Material": once(async () => {
    const worker = new Worker("worker.js");
    const answer = (message) =>
      new Promise((done) => {
        worker.onmessage = (event) => done(event.data);
        worker.postMessage(message);
      });
    const docs = await (await fetch("docs.json")).json();
    const config = {
      lang: ["en"], separator: "[\\s\\-]+", pipeline: ["stopWordFilter"],
      fields: { title: { boost: 1000 }, text: { boost: 1 }, tags: { boost: 1000000 } },
    };
    await answer({ type: 0, data: { config, docs, options: { suggest: false } } });
    return async (query) => {
      const data = query.trim().split(/\s+/).map((word) => `${word}*`).join(" ");
      const { items } = (await answer({ type: 2, data })).data;
      return items.flatMap((group) => group.filter((one) => one.score)).slice(0, 10).map((one) => one.location);
    };
  }),
  Zensical: once(async () => {
    const worker = new Worker("zensical.js");
    const answer = (message) =>
      new Promise((done, failed) => {
        worker.onmessage = ({ data }) => (data.type === 4 ? failed(new Error("Zensical failed")) : done(data));
        worker.postMessage(message);
      });
    const docs = await (await fetch("docs.json")).json();
    const items = docs.map(({ location, title, text, aliases }) => (
      { location, level: 1, title, text: `${text} ${aliases}`, path: [title], tags: [] }
    ));
    const separator = "[\\s\\-_,:!=\\[\\]()\\\\\"`/]+|\\.(?!\\d)";
    await answer({ type: 0, data: { config: { lang: ["en"], separator }, items } });
    const filter = {
      input: { type: "operator", data: { operator: "and", operands: [] } },
      aggregation: { input: [{ type: "term", data: { field: "tags" } }] },
    };
    return async (input) => {
      const found = await answer({ type: 2, data: { input, filter } });
      return found.data.items.slice(0, 10).map((one) => items[one.id].location);
    };
  }),
  Pagefind: once(async () => {
    const engine = await import(new URL("pagefind/pagefind.js", location.href).href);
    await engine.init();
    return async (query) => {
      const { results } = await engine.search(query);
      const data = await Promise.all(results.slice(0, 10).map((one) => one.data()));
      return data.map((one) => one.raw_url?.slice(1) ?? one.url.slice(1));
    };
  }),
};
window.find = async (name, query) => (await readers[name]())(query);
window.timed = async (name, query) => {
  const start = performance.now();
  const found = await window.find(name, query);
  document.getElementById("list").replaceChildren(
    ...found.map((address) => Object.assign(document.createElement("li"), { textContent: address })),
  );
  return performance.now() - start;
};
