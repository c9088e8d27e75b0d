export { cut } from './cut';
export { find } from './find';
export { enter } from './word';
