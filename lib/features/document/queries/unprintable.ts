import type { StaffActor } from '@/lib/core/actor'
import { type Paper, textsOf } from '@/lib/core/paper'
import { db } from '@/lib/server/database/db'
import { unprintable } from '@/lib/server/pdf/font-chain'
import { paperOf } from '../rules/paper'
import type { PaperData } from '../rules/paper-data'
import { characterOf, printedTexts } from '../rules/printed-texts'
import {
  DOCUMENT_TITLES,
  DOCUMENTS,
  type DocumentName,
  type DocumentState,
  type UnprintableText,
} from '../schema'
import { countCopies } from './copies'
import { getPaperData } from './paper-data'

/**
 * The four papers with their numbers of copies and the characters that they cannot print.
 * @throws AppError NOT_FOUND outside the actor's area, STATE_CONFLICT while there is no number yet
 */
export async function listDocuments(actor: StaffActor, filingId: string): Promise<DocumentState[]> {
  const { data, machineId } = await getPaperData(actor, filingId)
  const counts = (await countCopies(db(), [machineId])).get(machineId)
  return DOCUMENTS.map((document) => ({
    document,
    title: DOCUMENT_TITLES[document],
    copies: counts?.[document] ?? 0,
    unprintable: unprintableOn(document, data),
  }))
}

/** The characters that a paper cannot print, without locating them. */
export function unprintableIn(paper: Paper): UnprintableText[] {
  const missing = unprintable(textsOf(paper).join('\n'))
  return missing.length === 0
    ? []
    : [{ path: null, label: paper.title, characters: missing.map(characterOf) }]
}

/** The characters that one paper cannot print, by the text that contains them. */
export function unprintableOn(document: DocumentName, data: PaperData): UnprintableText[] {
  const missing = new Set(unprintable(textsOf(paperOf(document, data, null)).join('\n')))
  if (missing.size === 0) return []
  const found = printedTexts(data).flatMap(({ path, label, text }): UnprintableText[] => {
    const characters = [...new Set(text)].filter((character) => missing.has(character))
    return characters.length > 0 ? [{ path, label, characters: characters.map(characterOf) }] : []
  })
  const located = new Set(found.flatMap(({ characters }) => characters.map(({ character }) => character)))
  const rest = [...missing].filter((character) => !located.has(character))
  // In text that `printedTexts` does not cover, such as fixed wording.
  return rest.length === 0
    ? found
    : [...found, { path: null, label: '其他文字', characters: rest.map(characterOf) }]
}
