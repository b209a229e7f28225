/** Blanks at the end of texts. */

const BLANK = 0x20;

/**
 * A text without the blanks at its end. A pattern for that looks at each run of blanks again from each of its blanks, which
 * takes minutes for a long one.
 */
export function withoutTrailingBlanks(text: string): string {
  let end = text.length;
  while (end > 0 && text.charCodeAt(end - 1) === BLANK) end--;
  return end === text.length ? text : text.slice(0, end);
}
