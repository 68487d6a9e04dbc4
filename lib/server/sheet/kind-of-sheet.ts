import { fileTypeFromBuffer } from 'file-type'
import { SheetRefused } from './sheet.ts'
import type { SheetSource } from './source'
import { encodingOf, HEAD, type TextEncoding } from './text-encoding.ts'
import { ZipReader } from './zip/read-zip.ts'

export type SheetKind = { kind: 'xlsx' } | { kind: 'csv'; encoding: TextEncoding }

const ZIP = Buffer.from('PK\u0003\u0004', 'latin1')
/** Compound file: a workbook from before 2007, or any workbook with a password. */
const COMPOUND = Buffer.from([0xd0, 0xcf, 0x11, 0xe0, 0xa1, 0xb1, 0x1a, 0xe1])
/** First record (BOF) of a workbook from before 1997, which has no container. */
const OLD_RECORDS = ['0900', '0902', '0904', '0908']

const AGAIN = '请在 Excel 或 WPS 中打开，另存为 .xlsx 后重试'
const NEITHER = '不是 Excel 工作簿 (.xlsx) 或文字表格 (.csv)'

/**
 * Detects the kind of a file by its content, not its name.
 * @returns `fault`: why it is neither workbook nor text table and what to do, for the person who sent it
 */
export async function kindOfSheet(source: SheetSource): Promise<SheetKind | { fault: string }> {
  if (source.size === 0) return { fault: '文件是空的' }
  const head = await source.read(0, HEAD)
  if (head.subarray(0, COMPOUND.length).equals(COMPOUND)) return { fault: await compoundFault(source, head) }
  if (head.subarray(0, ZIP.length).equals(ZIP)) return kindOfZip(source)
  if (OLD_RECORDS.includes(head.toString('hex', 0, 2)))
    return { fault: `这是旧版 Excel (.xls) 文件，${AGAIN}` }
  const encoding = await encodingOf(source)
  if (!encoding) {
    const type = await fileTypeFromBuffer(head)
    return { fault: `文件内容${type ? `是 ${type.ext.toUpperCase()}，` : ''}${NEITHER}` }
  }
  const fault = markupFault(new TextDecoder(encoding).decode(head))
  return fault ? { fault } : { kind: 'csv', encoding }
}

/** Streams of a compound file by their names in its directory ([MS-CFB] 2.2, 2.6; [MS-OFFCRYPTO] 1.3.3). */
const STREAMS: [name: string, fault: string][] = [
  ['EncryptedPackage', '工作簿设有打开密码，请去掉密码并另存为 .xlsx 后重试'],
  ['Workbook', `这是旧版 Excel (.xls) 文件，${AGAIN}`],
  ['Book', `这是旧版 Excel (.xls) 文件，${AGAIN}`],
  ['WordDocument', `这是 Word 文档，${NEITHER}`],
]

async function compoundFault(source: SheetSource, head: Buffer): Promise<string> {
  const sector = head.length > 52 ? 1 << (head.readUInt16LE(30) & 15) : 512
  const start = head.length > 52 ? (head.readUInt32LE(48) + 1) * sector : 0
  const directory = await source.read(start, start + 8 * 4096)
  const found = STREAMS.find(([name]) => directory.includes(Buffer.from(`${name}\0`, 'utf16le')))
  return found?.[1] ?? '这是旧版 Excel (.xls) 或设有打开密码的文件，请去掉密码并另存为 .xlsx 后重试'
}

/** Other file formats based on zip, each by a characteristic part. */
const PACKED: [part: RegExp, fault: string][] = [
  [/^xl\/workbook\.bin$/, `这是二进制工作簿 (.xlsb)，${AGAIN}`],
  [/^index\/.*\.iwa$|^index\.zip$/, '这是 Numbers 表格，请在 Numbers 中导出为 Excel (.xlsx) 后重试'],
  [/^word\//, `这是 Word 文档，${NEITHER}`],
  [/^ppt\//, `这是演示文稿，${NEITHER}`],
]

async function kindOfZip(source: SheetSource): Promise<SheetKind | { fault: string }> {
  try {
    const zip = await ZipReader.open(source)
    const names = zip.names()
    const packed = PACKED.find(([part]) => names.some((name) => part.test(name)))
    if (packed) return { fault: packed[1] }
    if (names.includes('mimetype') && names.includes('content.xml')) {
      return { fault: `这是 OpenDocument 表格 (.ods)，${AGAIN}` }
    }
    if (names.some((name) => /^xl\/|(^|\/)workbook\.xml$/.test(name))) return { kind: 'xlsx' }
    return { fault: '压缩文件里不是 Excel 工作簿，请上传 .xlsx 或 .csv 文件' }
  } catch (error) {
    if (error instanceof SheetRefused) return { fault: error.message }
    throw error
  }
}

/** Declarations and comments before the root element of a web page or an XML document. */
const BEFORE = /^\ufeff?\s*(?:<\?.*?\?>\s*|<!--.*?-->\s*)*/s
const PAGE =
  /^<(!doctype\s+html|html|head|meta|body|table|style|div|script|title|center|font|form|br|p|tr)[\s>/]/i

function markupFault(text: string): string | null {
  if (/^\ufeff?(MIME-Version:|From: <Saved by)/i.test(text)) return `这是单个文件的网页 (.mht)，${AGAIN}`
  if (text.startsWith('%PDF-')) return `文件内容是 PDF，${NEITHER}`
  if (text.startsWith('{\\rtf')) return `这是 RTF 文档，${NEITHER}`
  const rest = text.replace(BEFORE, '')
  if (!rest.startsWith('<') && !/^\ufeff?\s*<\?xml\s/.test(text)) return null
  if (text.includes('urn:schemas-microsoft-com:office:spreadsheet') || text.includes('Excel.Sheet"')) {
    return `这是 XML 表格 (Excel 2003)，不是 .xlsx，${AGAIN}`
  }
  return PAGE.test(rest)
    ? `这是网页另存的 .xls 或 .csv，内容是网页而不是工作簿，${AGAIN}`
    : `文件内容是 XML，${NEITHER}`
}
