import type { Paper } from '@/lib/core/paper'
import type { DocumentName } from '../schema'
import { collectionCard } from './collection-card'
import { collectionForm } from './collection-form'
import { markingGuide } from './marking-guide'
import { numberStrip } from './number-strip'
import type { PaperData } from './paper-data'

/** The description of a paper, from which both the PDF and the print view are drawn. */
export function paperOf(document: DocumentName, data: PaperData, copyNumber: number | null): Paper {
  switch (document) {
    case 'collection-form':
      return collectionForm(data, copyNumber)
    case 'collection-card':
      return collectionCard(data, copyNumber)
    case 'marking-guide':
      return markingGuide(data, copyNumber)
    case 'number-strip':
      return numberStrip(data)
  }
}
