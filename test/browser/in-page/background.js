// Runs in the page: how light its background is, 0 to 255.
(() => {
  const paint = [document.body, document.documentElement]
    .map((node) => getComputedStyle(node).backgroundColor)
    .find((colour) => !/^rgba\(.*, 0\)$|^transparent$/.test(colour));
  const [red, green, blue] = (paint ?? 'rgb(255, 255, 255)').match(/[\d.]+/g).map(Number);
  return 0.21 * red + 0.72 * green + 0.07 * blue;
})();
