// A click on a heading sorts its table by that column, another one the other way round.
for (const heading of document.querySelectorAll("th")) {
  heading.addEventListener("click", () => {
    const row = heading.parentElement;
    const column = [...row.children].indexOf(heading);
    const down = heading.getAttribute("aria-sort") !== "descending";
    for (const other of row.children) other.removeAttribute("aria-sort");
    heading.setAttribute("aria-sort", down ? "descending" : "ascending");
    const body = heading.closest("table").tBodies[0];
    const value = tr => {
      const cell = tr.children[column];
      return cell.dataset.n === undefined ? cell.textContent : Number(cell.dataset.n);
    };
    const compare = (a, b) => typeof a === "number" ? a - b : b.localeCompare(a);
    body.append(...[...body.rows].sort((a, b) => (down ? -1 : 1) * compare(value(a), value(b))));
  });
}
