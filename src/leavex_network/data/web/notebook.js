// The list in a notebook, whose criteria are those of its model: an object in Python.
const render = ({ model, el }) => {
  el.classList.add("leavex-network-notebook");
  // The shortcuts of JupyterLab would take keys away from the controls.
  el.dataset.lmSuppressShortcuts = "true";
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
