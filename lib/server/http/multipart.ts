/**
 * The file of a multipart body (RFC 7578), found where it lies. Node's own `formData()` copies a photo of 10 MB several times on the way,
 * which is memory, and time of the event loop (docs/benchmarks.md, "Under attack").
 */
export type FilePart = { bytes: Buffer; name: string }

const DASHES = '--'
const LINE = '\r\n'

/**
 * @param field name of the form's field
 * @returns a view on the bytes; null when the body has no such field, or it is a text
 * @throws Error when the body is not whole, or no multipart body
 */
export function filePart(body: Buffer, contentType: string, field: string): FilePart | null {
  const delimiter = DASHES + boundaryOf(contentType)
  // Some clients begin with an empty line.
  const start = body.toString('latin1', 0, 2) === LINE ? 2 : 0
  if (body.indexOf(delimiter) !== start) throw new Error('the body does not begin with its boundary')
  let found: FilePart | null = null
  for (let at = start + delimiter.length; ; ) {
    const mark = body.toString('latin1', at, at + 2)
    if (mark === DASHES) return found
    if (mark !== LINE) throw new Error('no line ends after a boundary')
    const headEnd = body.indexOf(LINE + LINE, at)
    const end = body.indexOf(LINE + delimiter, headEnd + 4)
    if (headEnd < 0 || end < 0) throw new Error('a part is not whole')
    const { name, filename } = dispositionOf(body.toString('utf8', at + 2, headEnd))
    if (name === field && filename !== undefined)
      found ??= { bytes: body.subarray(headEnd + 4, end), name: filename }
    at = end + LINE.length + delimiter.length
  }
}

function boundaryOf(contentType: string): string {
  const [, quoted, plain] = /;\s*boundary=(?:"([^"]{1,70})"|([^\s;"]{1,70}))/i.exec(contentType) ?? []
  const boundary = quoted ?? plain
  if (!boundary) throw new Error('no boundary')
  return boundary
}

function dispositionOf(head: string): { name?: string | undefined; filename?: string | undefined } {
  const line = head.split(LINE).find((each) => /^content-disposition:\s*form-data\s*;/i.test(each)) ?? ''
  const value = (key: string) => {
    const text = new RegExp(`;\\s*${key}="([^"]*)"`, 'i').exec(line)?.[1]
    // As browsers write them.
    return text?.replace(/%0d/gi, '\r').replace(/%0a/gi, '\n').replaceAll('%22', '"')
  }
  return { name: value('name'), filename: value('filename') }
}
