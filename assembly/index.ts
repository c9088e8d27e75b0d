export { cut } from './cut';
export { find } from './find';
