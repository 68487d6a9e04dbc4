import Link from 'next/link'
import styles from '@/components/mobile/blocks.module.css'
import type { ChangeType } from '@/lib/features/change/schema/change'
import own from './change.module.css'

/** The manual's words for the ways from one form to the others. */
const LINKS: readonly { type: ChangeType; slug: string; word: string }[] = [
  { type: 'PLACE', slug: 'place', word: '机械现所在地变更' },
  { type: 'OWNER', slug: 'owner', word: '所有者变更' },
  { type: 'DPF', slug: 'dpf', word: '机械加装 DPF' },
  { type: 'DETAILS', slug: 'details', word: '其它信息变更' },
  { type: 'CANCELLATION', slug: 'cancellation', word: '注销' },
]

export function typeOfSlug(slug: string): ChangeType | undefined {
  return LINKS.find((link) => link.slug === slug)?.type
}

export function ChangeLinks({
  machineId,
  title,
  except,
}: {
  machineId: string
  title: string
  except?: ChangeType
}) {
  return (
    <nav className={styles.box} aria-label={title}>
      <h2>{title}</h2>
      <ul className={own.others}>
        {LINKS.filter(({ type }) => type !== except).map(({ slug, word }) => (
          <li key={slug}>
            <Link href={`/m/machines/${machineId}/change/${slug}`} prefetch={false}>
              {word}
            </Link>
          </li>
        ))}
      </ul>
    </nav>
  )
}
