/**
 * Code pages that XLATE knows, as tables between them and that of the machine, 1047 (CMS Pipelines, "xlate"; IBM Character
 * Data Representation Architecture, coded character sets 00037, 00437, 00850, 00819). Characters that 1047 does not have
 * take, in order, the places that are left, so that a text comes back from there and back again as it was.
 */
import { EBCDIC_TO_LATIN1, LATIN1_TO_EBCDIC } from '../../shared/ebcdic.js';

/** The codes 128 to 255; the first 128 are ASCII. */
const PAGE_850 =
  'ÇüéâäàåçêëèïîìÄÅÉæÆôöòûùÿÖÜø£Ø×ƒáíóúñÑªº¿®¬½¼¡«»░▒▓│┤ÁÂÀ©╣║╗╝¢¥┐└┴┬├─┼ãÃ╚╔╩╦╠═╬¤' +
  'ðÐÊËÈıÍÎÏ┘┌█▄¦Ì▀ÓßÔÒõÕµþÞÚÛÙýÝ¯´\u00ad±‗¾¶§÷¸°¨·¹³²■\u00a0';
const PAGE_437 =
  'ÇüéâäàåçêëèïîìÄÅÉæÆôöòûùÿÖÜ¢£¥₧ƒáíóúñÑªº¿⌐¬½¼¡«»░▒▓│┤╡╢╖╕╣║╗╝╜╛┐└┴┬├─┼╞╟╚╔╩╦╠═╬╧' +
  '╨╤╥╙╘╒╓╫╪┘┌█▄▌▐▀αßΓπΣσµτΦΘΩδ∞φε∩≡±≥≤⌠⌡÷≈°∙·√ⁿ²■\u00a0';

/** Where 37 has what 1047 has elsewhere: code in 37, code in 1047. */
const OF_37: readonly (readonly [number, number])[] = [
  [0x5f, 0xb0],
  [0xad, 0xba],
  [0xb0, 0x5f],
  [0xba, 0xad],
  [0xbb, 0xbd],
  [0xbd, 0xbb],
];

/** Both directions of a page: by its code that of the machine, and by that of the machine its code. */
export type CodePage = readonly [from: Readonly<Uint8Array>, to: Readonly<Uint8Array>];

function inverse(table: Readonly<Uint8Array>): Uint8Array {
  const back = new Uint8Array(256);
  table.forEach((code, at) => (back[code] = at));
  return back;
}

function ofAscii(upperHalf: string): CodePage {
  const wanted = [...upperHalf].map((character) => character.charCodeAt(0));
  const taken = new Set(wanted);
  const free = Array.from({ length: 128 }, (_, n) => 128 + n).filter((code) => !taken.has(code));
  const latin1 = wanted.map((code) => (code < 256 ? code : free.shift()!));
  const from = Uint8Array.from({ length: 256 }, (_, code) => {
    return LATIN1_TO_EBCDIC[code < 128 ? code : latin1[code - 128]!]!;
  });
  return [from, inverse(from)];
}

function of37(): CodePage {
  const from = same();
  for (const [code, machine] of OF_37) from[code] = machine;
  return [from, inverse(from)];
}

function same(): Uint8Array {
  return Uint8Array.from({ length: 256 }, (_, i) => i);
}

/** By number. */
export const CODE_PAGES: Readonly<Record<string, CodePage>> = {
  '37': of37(),
  '367': [LATIN1_TO_EBCDIC, EBCDIC_TO_LATIN1],
  '437': ofAscii(PAGE_437),
  '819': [LATIN1_TO_EBCDIC, EBCDIC_TO_LATIN1],
  '850': ofAscii(PAGE_850),
  '1047': [same(), same()],
};
