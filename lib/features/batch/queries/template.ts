import { Readable } from 'node:stream'
import { KIND_LABELS } from '@/lib/features/content/schema/fields'
import { listAll } from '@/lib/features/setting/queries/lists'
import { LIST_LABELS, type ListName } from '@/lib/features/setting/schema/settings'
import { db } from '@/lib/server/database/db'
import { downloadResponse } from '@/lib/server/http/file-response'
import type { TextCell } from '@/lib/server/sheet/cell-text'
import { bookOf } from '@/lib/server/sheet/write-xlsx'
import { XLSX_TYPE } from '@/lib/server/sheet/xlsx-type'
import { templateColumns } from '../rules/columns'

const LISTS = [
  'PLACE',
  'CATEGORY',
  'FUEL',
  'STAGE',
  'DPF_REGENERATION',
] as const satisfies readonly ListName[]

/** The table that an owner fills in: the form's columns with a row that explains them, and a sheet of what may be chosen. */
export async function batchTemplate(): Promise<Response> {
  const columns = templateColumns()
  const lists = await listAll(db(), { lists: [...LISTS] })
  const choices: [title: string, names: string[]][] = [
    ['登记类型', Object.values(KIND_LABELS)],
    ...LISTS.map((list): [string, string[]] => [LIST_LABELS[list], lists[list].map(({ name }) => name)]),
  ]
  const longest = Math.max(...choices.map(([, names]) => names.length))
  const rows = Array.from({ length: longest }, (_, row): TextCell[] =>
    choices.map(([, names]) => names[row] ?? null),
  )
  const bytes = await bookOf([
    {
      name: '机械',
      columns: columns.map(({ heading, width, field }) => ({
        title: heading,
        width,
        // Text, so that Excel turns no long code into a number and no month into a day.
        kind: field.kind === 'number' ? ('number' as const) : ('text' as const),
      })),
      rows: [columns.map(({ explanation }) => explanation)],
    },
    {
      name: '可选内容',
      columns: choices.map(([title]) => ({ title, width: 24, kind: 'text' as const })),
      rows,
    },
  ])
  return workbookDownload(bytes, '批量登记模板.xlsx', 'batch-template.xlsx')
}

/** @param asciiName for programs that know no other names */
export function workbookDownload(bytes: Buffer, fileName: string, asciiName: string): Response {
  const stream = Readable.from([bytes])
  return downloadResponse({ stream, bytes: bytes.length, contentType: XLSX_TYPE, fileName, asciiName })
}
