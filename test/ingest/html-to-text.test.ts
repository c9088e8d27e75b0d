import { describe, expect, it } from 'vitest';
import { looksLikeHtml, toReadableText } from '../../src/ingest/html-to-text.js';

const cases: [name: string, html: string, text: string][] = [
  ['paragraphs apart by an empty line', '<p>One</p><p>Two</p>', 'One\n\nTwo'],
  [
    'list items on lines of their own',
    '<p>We use</p><ul><li>Go</li><li>SQL</li></ul><p>End</p>',
    'We use\n\n- Go\n- SQL\n\nEnd',
  ],
  [
    'a paragraph inside a list item stays on the bullet',
    '<ul><li><p>Go</p></li><li><div>SQL</div></li></ul>',
    '- Go\n- SQL',
  ],
  ['nested lists', '<ul><li>Web<ul><li>CSS</li></ul></li><li>Ops</li></ul>', '- Web\n- CSS\n- Ops'],
  ['numbered lists', '<ol><li>a</li><li>b</li></ol>', '- a\n- b'],
  ['list items without a list', '<li>Go</li><li>SQL</li>', '- Go\n- SQL'],
  [
    'headings on their own lines',
    '<h2>About</h2>We build<h3>You</h3>Weave',
    'About\n\nWe build\n\nYou\n\nWeave',
  ],
  ['one break is a line, two are a paragraph', 'a<br>b<br/><br />c<br><br><br><br>d', 'a\nb\n\nc\n\nd'],
  ['divs are lines', '<div>a</div><div><br></div><div>b</div><div>c</div>', 'a\n\nb\nc'],
  [
    'tables',
    '<table><tr><th>Skill</th><th>Years</th></tr><tr><td>Go</td><td>3</td></tr></table>',
    'Skill | Years\nGo | 3',
  ],
  [
    'words are not glued by inline tags',
    '<b>Node</b><i>.js</i> and <b>SQL</b>, <a href="x">Go</a>.',
    'Node.js and SQL, Go.',
  ],
  ['space between inline tags', '<span>Senior</span> <span>Engineer</span>', 'Senior Engineer'],
  [
    'scripts, styles and comments are dropped',
    '<style>p{}</style><p>a</p><script>x()</script><!-- y --><p>b</p>',
    'a\n\nb',
  ],
  ['entities', '<p>R&amp;D &ndash; C&#43;&#43; &lt;3 &nbsp; caf&eacute;</p>', 'R&D – C++ <3 café'],
  ['whitespace is folded', '<p>\n  a\t b\n c </p>\n\n<p> d</p>', 'a b c\n\nd'],
  ['bullets typed into a paragraph', '<p>We want:\n- Go\n• SQL</p>', 'We want:\n- Go\n- SQL'],
  ['unclosed paragraphs', 'First line<p>Second<p>Third', 'First line\n\nSecond\n\nThird'],
  ['preformatted lines', '<pre>a\n  b</pre>', 'a\nb'],
  [
    'escaped once',
    '&lt;p&gt;a &amp;amp; b&lt;/p&gt;&lt;ul&gt;&lt;li&gt;c&lt;/li&gt;&lt;/ul&gt;',
    'a & b\n\n- c',
  ],
  ['escaped twice', '&amp;lt;p&amp;gt;a&amp;lt;/p&amp;gt;&amp;lt;p&amp;gt;b&amp;lt;/p&amp;gt;', 'a\n\nb'],
  ['escaped inside of tags', '<div>&lt;p&gt;a&lt;/p&gt;&lt;p&gt;b&lt;/p&gt;</div>', 'a\n\nb'],
  ['cut off inside a tag', '<p>a</p><p class="x', 'a'],
  ['empty elements', '<p></p><p>&nbsp;</p><p>a</p><p> </p><div></div>', 'a'],
  ['invisible characters', '<p>Java\u200bScript soft\u00adware</p>', 'JavaScript software'],
];

describe('HTML', () => {
  it.each(cases)('%s', (_name, html, text) => {
    expect(toReadableText(html, 'auto')).toBe(text);
    expect(toReadableText(html, 'html')).toBe(text);
  });
});

describe('text that only looks like markup stays', () => {
  it.each([
    ['Experience with List<String> and Map<K, V>', 'Experience with List<String> and Map<K, V>'],
    ['Salary < 100k, size > 5', 'Salary < 100k, size > 5'],
    ['Mail <jobs@brightloom.example>', 'Mail <jobs@brightloom.example>'],
    ['We use &lt;3 and R&D', 'We use <3 and R&D'],
    ['AT&T; Q&A', 'AT&T; Q&A'],
  ])('%s', (text, expected) => {
    expect(looksLikeHtml(text)).toBe(false);
    expect(toReadableText(text, 'auto')).toBe(expected);
  });

  it('declared text is not parsed at all', () => {
    expect(toReadableText('Write <p> and &amp; by hand', 'text')).toBe('Write <p> and &amp; by hand');
  });
});

describe('plain text', () => {
  it.each([
    [
      'bullets line by line',
      'You:\n • Go\n * SQL\n – Rust\n▪ C\n-  Ops',
      'You:\n- Go\n- SQL\n- Rust\n- C\n- Ops',
    ],
    [
      'hyphens and dashes that are no bullets',
      'full-time\n-5 degrees\n2019 – 2020',
      'full-time\n-5 degrees\n2019 – 2020',
    ],
    ['line ends', 'a\r\nb\rc\u2028d', 'a\nb\nc\nd'],
    ['empty lines', 'a\n\n\n\nb \n \n c', 'a\n\nb\n\nc'],
    ['blanks', '  a \t b\u00a0 c  ', 'a b c'],
  ])('%s', (_name, text, expected) => {
    expect(toReadableText(text, 'auto')).toBe(expected);
  });
});
