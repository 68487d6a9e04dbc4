import { SheetRefused } from '../sheet.ts'

/** Longer than any row or text: an element that is never closed. */
const LONGEST = 32 * 1024 * 1024

/**
 * The elements `<name …>…</name>` of a streamed text, in batches of one chunk. Spreadsheets do not nest elements of
 * these names.
 */
export async function* elementsOf(pieces: AsyncIterable<string>, name: string): AsyncGenerator<string[]> {
  const [open, close] = [`<${name}`, `</${name}>`]
  let rest = ''
  for await (const piece of pieces) {
    rest += piece
    const found: string[] = []
    let done = 0
    for (;;) {
      const start = startOf(rest, open, done)
      if (start < 0) break
      const tagEnd = rest.indexOf('>', start)
      if (tagEnd < 0) break
      const isEmpty = rest.charCodeAt(tagEnd - 1) === 47
      const end = isEmpty ? tagEnd + 1 : rest.indexOf(close, tagEnd)
      if (end < 0) break
      done = isEmpty ? end : end + close.length
      found.push(rest.slice(start, done))
    }
    // When no element is open, only the start of a tag may remain at the end of the chunk.
    const from = startOf(rest, open, done)
    rest = rest.slice(from < 0 ? Math.max(done, rest.length - open.length) : from)
    if (rest.length > LONGEST) throw new SheetRefused('工作簿中有一行过长，无法读取')
    if (found.length > 0) yield found
  }
}

/** Index of the next `<row` that is not `<rowBreaks`; -1 when there is none. */
export function startOf(text: string, open: string, from: number): number {
  for (let at = text.indexOf(open, from); at >= 0; at = text.indexOf(open, at + 1)) {
    const next = text.charCodeAt(at + open.length)
    // Whitespace, / or >, or the end of the chunk.
    if (Number.isNaN(next) || next <= 32 || next === 47 || next === 62) return at
  }
  return -1
}

/** An attribute's value in the text of a tag; undefined where there is none. */
export function attributeOf(tag: string, name: string): string | undefined {
  const from = tag.indexOf(` ${name}="`)
  if (from >= 0) {
    const start = from + name.length + 3
    return textOf(tag.slice(start, tag.indexOf('"', start)))
  }
  // Single quotes or other whitespace: valid, but rare.
  if (!/['\t\r\n]|\s=|=\s/.test(tag)) return undefined
  const found = new RegExp(`\\s${name}\\s*=\\s*(?:"([^"]*)"|'([^']*)')`).exec(tag)
  return found ? textOf(found[1] ?? found[2] ?? '') : undefined
}

/** The tags of this name in a small part, with any prefix. */
export function tagsOf(xml: string, name: string): string[] {
  return xml.match(new RegExp(`<(?:[^\\s<>:/]+:)?${name}(?=[\\s/>])[^>]*>`, 'g')) ?? []
}

/** The tags inside cells and strings, with the file's prefix: '' or `x:`. */
export type Tags = Record<'c' | 'v' | 'f' | 'is' | 't' | 'rPh', { open: string; close: string }>

/** Built once per part: building the tag strings for every cell costs more than reading the cell. */
export function tagsUnder(prefix: string): Tags {
  const tag = (name: string) => ({ open: `<${prefix}${name}`, close: `</${prefix}${name}>` })
  return { c: tag('c'), v: tag('v'), f: tag('f'), is: tag('is'), t: tag('t'), rPh: tag('rPh') }
}

/** Joins all `<t>` of a string item: rich text has several; phonetic text (rPh) is left out. */
export function stringItem(xml: string, { t: { open, close }, rPh }: Tags): string {
  const plain = xml.includes(rPh.open)
    ? xml.replaceAll(new RegExp(`${rPh.open}[\\s>].*?${rPh.close}`, 'gs'), '')
    : xml
  let text = ''
  let at = 0
  for (;;) {
    const start = startOf(plain, open, at)
    if (start < 0) return text
    const tagEnd = plain.indexOf('>', start)
    if (tagEnd < 0) return text
    at = tagEnd + 1
    if (plain.charCodeAt(tagEnd - 1) === 47) continue
    const end = plain.indexOf(close, at)
    if (end < 0) return text
    text += textOf(plain.slice(at, end))
    at = end
  }
}

const NAMED: Record<string, string> = { amp: '&', lt: '<', gt: '>', quot: '"', apos: "'" }

/** Decodes the escapes of XML and of workbooks (`_x000D_`: ECMA-376, ST_Xstring). */
export function textOf(xml: string): string {
  if (xml.includes('<![CDATA[')) {
    return xml
      .split(/(<!\[CDATA\[.*?\]\]>)/s)
      .map((part) => (part.startsWith('<![CDATA[') ? part.slice(9, -3) : textOf(part)))
      .join('')
  }
  const plain = xml.includes('&')
    ? xml.replaceAll(/&(?:#x([0-9a-f]{1,6})|#(\d{1,7})|(\w+));/gi, (whole, hex, decimal, name) => {
        if (name) return NAMED[name] ?? whole
        const code = hex ? Number.parseInt(hex, 16) : Number(decimal)
        return code <= 0x10ffff ? String.fromCodePoint(code) : whole
      })
    : xml
  return plain.includes('_x')
    ? plain.replaceAll(/_x([0-9a-f]{4})_/gi, (_, hex) => String.fromCharCode(Number.parseInt(hex, 16)))
    : plain
}
