export type SheetKind = 'xlsx' | 'csv'

const ZIP = Buffer.from('PK\u0003\u0004', 'latin1')
/** Compound file: a workbook of before 2007, and also every workbook with a password. */
const COMPOUND = Buffer.from([0xd0, 0xcf, 0x11, 0xe0, 0xa1, 0xb1, 0x1a, 0xe1])
const XLSX_PART = Buffer.from('xl/workbook.xml', 'latin1')

/**
 * What a file is by its content, whatever its name says.
 * @returns `fault`: why it can be neither, a sentence for the person who sent it
 */
export function kindOfSheet(bytes: Buffer): { kind: SheetKind } | { fault: string } {
  if (bytes.length === 0) return { fault: '文件是空的' }
  if (bytes.subarray(0, COMPOUND.length).equals(COMPOUND)) {
    return { fault: '这是旧版 Excel (.xls) 或设有打开密码的文件，请去掉密码并另存为 .xlsx 后再上传' }
  }
  if (bytes.subarray(0, ZIP.length).equals(ZIP)) {
    // Names of parts stand uncompressed in a zip, also in the directory at its end.
    if (bytes.includes(XLSX_PART)) return { kind: 'xlsx' }
    return { fault: '压缩文件里不是 Excel 工作簿，请上传 .xlsx 或 .csv 文件' }
  }
  if (encodingOf(bytes)) return { kind: 'csv' }
  return { fault: '文件内容不是 Excel 工作簿 (.xlsx) 或文字表格 (.csv)' }
}

/** Pieces decoded at a time while looking: nothing of the file is kept. */
const PIECE = 1 << 20

/** The encoding of a text, or null for what is no text. UTF-8 is tried first: GB18030 reads nearly anything. */
export function encodingOf(bytes: Buffer): 'utf-8' | 'utf-16le' | 'gb18030' | null {
  if (bytes[0] === 0xff && bytes[1] === 0xfe) return 'utf-16le'
  if (bytes.includes(0) || bytes.subarray(0, PIECE).some(isControl)) return null
  if (decodes(bytes, 'utf-8')) return 'utf-8'
  return decodes(bytes, 'gb18030') ? 'gb18030' : null
}

function decodes(bytes: Buffer, encoding: string): boolean {
  const decoder = new TextDecoder(encoding, { fatal: true })
  try {
    for (let at = 0; at < bytes.length; at += PIECE)
      decoder.decode(bytes.subarray(at, at + PIECE), { stream: true })
    decoder.decode()
    return true
  } catch {
    return false
  }
}

/** Text has tabs and line ends, and no other control characters. */
function isControl(byte: number): boolean {
  return byte < 9 || (byte > 13 && byte < 32)
}
