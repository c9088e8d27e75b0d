/**
 * One module of `natural`, by its path: the package's entry loads WordNet, database drivers and dotenv
 * (0.7 s, and a line on stdout), the distance module loads in 0.03 s.
 */
declare module 'natural/lib/natural/distance/levenshtein_distance.js' {
  const levenshtein: {
    DamerauLevenshteinDistance(source: string, target: string): number;
  };
  export default levenshtein;
}
