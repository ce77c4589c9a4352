// Where the checklist stands beside the form there is room for all of it.
if (matchMedia("(width >= 75rem)").matches) {
  for (const fold of document.querySelectorAll(".publication-beside [data-fold=all]")) fold.open = true;
}
