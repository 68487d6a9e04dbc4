import { useQuery } from '@tanstack/react-query'
import { createContext, useContext, useState } from 'react'
import { codeKey } from '@/lib/core/normalise'
import { pathLabel } from '@/lib/features/content/rules/display'
import { type FilingContent, valueAt } from '@/lib/features/content/schema/content'
import { findField } from '@/lib/features/content/schema/fields'
import type { ShownPhoto } from '@/lib/features/draft/rules/record'
import { showsText } from '@/lib/features/photo/rules/quality'
import type { PhotoSlot } from '@/lib/features/photo/schema'
import { readingQuery } from '@/lib/features/reading/api'
import type { OfferedValue } from '@/lib/features/reading/schema'
import styles from './reading-offer.module.css'

type Props = {
  slot: PhotoSlot
  /** The photo that is there now. */
  shown: ShownPhoto | undefined
  content: FilingContent
  /** The fields that may be filled in; all unless told. */
  open?: ReadonlySet<string>
  onEnter: (values: Record<string, string | number>) => void
}

/** Readings are offered to owners, signed in with an account; an officer at the counter has no such session. */
export const OffersReadings = createContext(true)

/** Only of a stored photo that shows text; of another photo everything is offered anew. */
export function ReadingOffer({ shown, ...props }: Props) {
  const offered = useContext(OffersReadings)
  if (!offered || shown?.state !== 'stored' || !shown.photoId || !showsText(props.slot)) return null
  return <Offers key={shown.photoId} photoId={shown.photoId} {...props} />
}

/**
 * What was read on a plate's photo, for the owner to compare and fill in; nothing is filled in by itself. Where nothing was
 * read, or all of it is filled in, there is nothing to see.
 */
function Offers({ slot, photoId, content, open, onEnter }: Omit<Props, 'shown'> & { photoId: string }) {
  const { data } = useQuery(readingQuery(photoId, slot))
  const [refused, setRefused] = useState(false)
  const offers = (data?.offers ?? []).filter(
    (offer) => (open?.has(offer.path) ?? true) && !isFilledIn(content, offer),
  )
  if (refused || offers.length === 0) return null
  return (
    <div className={styles.offer} role="status">
      <p className={styles.title}>照片上读到，请核对后填入：</p>
      <ul className={styles.list}>
        {offers.map((offer) => (
          <Offer key={offer.path} offer={offer} content={content} onEnter={onEnter} />
        ))}
      </ul>
      <button type="button" className={styles.refuse} onClick={() => setRefused(true)}>
        不用
      </button>
    </div>
  )
}

type OfferProps = Pick<Props, 'content' | 'onEnter'> & { offer: OfferedValue }

function Offer({ offer: { path, text, value }, content, onEnter }: OfferProps) {
  const typed = valueAt(content, path)
  const label = pathLabel(path)
  return (
    <li className={styles.row}>
      <span className={styles.field}>
        {label}
        <strong className={styles.value}>{text}</strong>
        {typed === null ? null : <span className={styles.typed}>已填写 {String(typed)}</span>}
      </span>
      <button
        type="button"
        className={styles.enter}
        aria-label={typed === null ? `填入${label}：${text}` : `${label}改为${text}`}
        onClick={() => onEnter({ [path]: value })}
      >
        {typed === null ? '填入' : '改为这个'}
      </button>
    </li>
  )
}

/** As filled in, or the same but for blanks and dividing marks; a date that says more than the plate. */
function isFilledIn(content: FilingContent, { path, value }: OfferedValue): boolean {
  const typed = valueAt(content, path)
  if (typed === null) return false
  const [own, read] = [codeKey(String(typed)), codeKey(String(value))]
  return own === read || (findField(path)?.kind === 'date' && own.startsWith(read))
}
