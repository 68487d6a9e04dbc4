import type { PaperPhoto } from '@/lib/core/paper'
import type { FilingContent } from '@/lib/features/content/schema/content'

export type Party = {
  type: 'PERSON' | 'UNIT'
  name: string
  documentLabel: string
  idNumberMasked: string
  phoneMasked: string
}

/** All data of the four papers; no more personal data than the papers show. */
export type PaperData = {
  registrationNumber: string
  /** 核定排放阶段: code and name. */
  stage: { code: string; name: string }
  /** Day in China. */
  registeredOn: string
  owner: Party
  /** The filer, when it was not the owner. */
  agent: Party | null
  bureau: { name: string; officeName: string; address: string; phone: string; hours: string }
  districtName: string
  content: FilingContent
  /** Names of list items, by `CATEGORY.BULLDOZER`. */
  names: Record<string, string>
  photos: PaperPhoto[]
  colours: { background: string; foreground: string; name: string }
  card: { title: string; lines: string[] }
  /** URL of the machine's public check, and its QR code as one path of `modules` × `modules` squares. */
  check: { url: string; modules: number; path: string }
  printedBy: string
  /** `YYYY-MM-DD HH:mm:ss` in China. */
  printedAt: string
}

/** The copy number as printed. @param copyNumber null until the copy is recorded */
export function copyText(copyNumber: number | null): string {
  return copyNumber === null ? '打印时登记份号' : `第 ${copyNumber} 份`
}
