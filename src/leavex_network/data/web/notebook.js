// The list in a notebook, whose criteria are those of its model: an object in Python.
const render = ({ model, el }) => {
  el.classList.add("leavex-network-notebook");
  el.innerHTML = model.get("_html");
  if (!el.querySelector(".leavex-network-controls")) return;
  let later;
  const list = new List(el, (typing) => {
    clearTimeout(later);
    later = setTimeout(() => {
      model.set("criteria", list.chosen);
      model.save_changes();
    }, typing ? 250 : 0);
  });
  // JupyterLab takes the keys of its shortcuts from whatever has the focus, if that itself has no such attribute: in a
  // select, R would turn the cell into text, and D twice would delete it.
  for (const each of el.querySelectorAll("a, button, input, select, summary")) each.dataset.lmSuppressShortcuts = "";
  // What this list chose itself is shown already.
  const read = () => {
    const criteria = model.get("criteria");
    if (JSON.stringify(criteria) !== JSON.stringify(list.chosen)) list.choose((name) => criteria[name]);
  };
  list.show();
  read();
  model.on("change:criteria", read);
  return () => model.off("change:criteria", read);
};

export default { render };
