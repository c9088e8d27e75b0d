// Runs in the page of a posting: its texts without the numbers of reasons, and which characters are marked.
(() =>
  [...document.querySelectorAll('main .posting > [dir]')].map((part) => {
    let [text, marked] = ['', ''];
    const walk = (node, inMark) => {
      if (node.nodeType === Node.TEXT_NODE) {
        text += node.data;
        marked += (inMark ? '1' : '0').repeat(node.data.length);
      } else if (node.nodeName !== 'SUP') {
        for (const child of node.childNodes) walk(child, inMark || child.nodeName === 'MARK');
      }
    };
    walk(part, false);
    return { text, marked };
  }))();
