/** Draws a terminal's screen, given as rows with SGR escape sequences, as an SVG picture. */

interface Style {
  readonly color: string;
  readonly background: string | undefined;
  readonly bold: boolean;
}

const NORMAL: Style = { color: '#7fd48a', background: undefined, bold: false };
/** The eight colours as a 3270 shows them on black. */
const COLORS = [
  '#20242b',
  '#ff6b6b',
  '#5fd75f',
  '#ffd75f',
  '#6c9ef8',
  '#ff87d7',
  '#5fd7d7',
  '#f2f2f2',
];

/** Takes the codes of one SGR sequence into the style. */
function apply(style: Style, codes: readonly number[]): Style {
  let next = style;
  for (let i = 0; i < codes.length; i++) {
    const code = codes[i] ?? 0;
    if (code === 0) next = NORMAL;
    else if (code === 1) next = { ...next, bold: true };
    else if (code === 22) next = { ...next, bold: false };
    else if (code === 7) next = { ...next, background: next.color, color: '#101418' };
    else if (code === 27 || code === 49) next = { ...next, background: undefined };
    else if (code === 39) next = { ...next, color: NORMAL.color };
    else if (code >= 30 && code <= 37) next = { ...next, color: COLORS[code - 30] ?? NORMAL.color };
    else if (code >= 90 && code <= 97) next = { ...next, color: COLORS[code - 90] ?? NORMAL.color };
    else if (code === 38 && codes[i + 1] === 5) {
      const color = codes[i + 2] ?? 7;
      next = { ...next, color: COLORS[color % 8] ?? NORMAL.color };
      i += 2;
    }
  }
  return next;
}

const escape = (text: string): string =>
  text.replaceAll('&', '&amp;').replaceAll('<', '&lt;').replaceAll('>', '&gt;');

/** The runs of one row; the style at its end goes on in the next row. */
function runs(
  row: string,
  style: Style,
): { parts: { text: string; style: Style }[]; style: Style } {
  const parts: { text: string; style: Style }[] = [];
  let now = style;
  const pieces = row.split(/\x1b\[([0-9;]*)m/);
  pieces.forEach((piece, i) => {
    if (i % 2 === 1) now = apply(now, piece.split(';').map(Number));
    else if (piece !== '') parts.push({ text: piece, style: now });
  });
  return { parts, style: now };
}

/**
 * The picture.
 * @param rows - rows of the screen with SGR sequences, as tmux gives them
 * @param title - shown in the window's bar
 */
export function terminalPicture(rows: readonly string[], columns: number, title: string): string {
  const [cellWidth, cellHeight, margin, bar] = [8.4, 18, 14, 30];
  const width = Math.ceil(columns * cellWidth + 2 * margin);
  const height = Math.ceil(rows.length * cellHeight + 2 * margin + bar);
  const out: string[] = [];
  let style = NORMAL;
  rows.forEach((row, y) => {
    const read = runs(row, style);
    style = read.style;
    let x = 0;
    const base = bar + margin + (y + 1) * cellHeight - 5;
    for (const part of read.parts) {
      const left = (margin + x * cellWidth).toFixed(1);
      const length = (part.text.length * cellWidth).toFixed(1);
      if (part.style.background !== undefined) {
        out.push(
          `<rect x="${left}" y="${base - 13}" width="${length}" height="${cellHeight}" fill="${part.style.background}"/>`,
        );
      }
      if (part.text.trim() !== '') {
        const weight = part.style.bold ? ' font-weight="bold"' : '';
        out.push(
          `<text x="${left}" y="${base}" fill="${part.style.color}"${weight} textLength="${length}" ` +
            `lengthAdjust="spacing" xml:space="preserve">${escape(part.text)}</text>`,
        );
      }
      x += part.text.length;
    }
  });
  return [
    `<svg xmlns="http://www.w3.org/2000/svg" width="${width}" height="${height}" viewBox="0 0 ${width} ${height}">`,
    `<rect width="${width}" height="${height}" rx="8" fill="#101418"/>`,
    `<text x="${width / 2}" y="20" fill="#8a929c" font-family="sans-serif" font-size="13" text-anchor="middle">${escape(title)}</text>`,
    `<g font-family="'DejaVu Sans Mono', Menlo, Consolas, monospace" font-size="14">`,
    ...out,
    '</g>',
    '</svg>',
    '',
  ].join('\n');
}
