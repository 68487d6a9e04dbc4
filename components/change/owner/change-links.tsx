import Link from 'next/link'
import styles from '@/components/mobile/blocks.module.css'
import { useMay } from '@/components/role/use-may'
import { roleForChange } from '@/lib/features/change/rules/actions'
import type { ChangeType } from '@/lib/features/change/schema/change'
import own from './change.module.css'

/** Links from one form to the others, labelled as in the manual. */
const LINKS: readonly { type: ChangeType; slug: string; label: string }[] = [
  { type: 'PLACE', slug: 'place', label: '机械现所在地变更' },
  { type: 'OWNER', slug: 'owner', label: '所有者变更' },
  { type: 'DPF', slug: 'dpf', label: '机械加装 DPF' },
  { type: 'DETAILS', slug: 'details', label: '其它信息变更' },
  { type: 'CANCELLATION', slug: 'cancellation', label: '注销' },
]

/** What gives the machine away. */
const ENDS: readonly ChangeType[] = ['OWNER', 'CANCELLATION']

export function typeOfSlug(slug: string): ChangeType | undefined {
  return LINKS.find((link) => link.slug === slug)?.type
}

/** The address of a change's form. */
export function changeHref(machineId: string, type: ChangeType): string {
  return `/m/machines/${machineId}/change/${slugOf(type)}`
}

/** Where the form of a change leaves what is typed. */
export function changeKey(accountId: string | undefined, machineId: string, type: ChangeType): string {
  return `${accountId}/${machineId}/${slugOf(type)}`
}

const slugOf = (type: ChangeType) => LINKS.find((link) => link.type === type)?.slug

export function ChangeLinks({
  machineId,
  title,
  except,
  bound = false,
}: {
  machineId: string
  title: string
  except?: ChangeType
  /** Somebody asks for the machine by documents: until that ends it is neither sold nor cancelled. */
  bound?: boolean
}) {
  const filing = useMay('FILE')
  const managing = useMay('MANAGE')
  const mayAsk = (type: ChangeType) => (roleForChange(type) === 'MANAGE' ? managing : filing).may
  const links = LINKS.filter(({ type }) => type !== except && !(bound && ENDS.includes(type)))
  return (
    <nav className={styles.box} aria-label={title}>
      <h2>{title}</h2>
      <ul className={own.others}>
        {links
          .filter(({ type }) => mayAsk(type))
          .map(({ slug, label }) => (
            <li key={slug}>
              <Link href={`/m/machines/${machineId}/change/${slug}`} prefetch={false}>
                {label}
              </Link>
            </li>
          ))}
      </ul>
      {managing.why && (
        <p className={styles.hint}>
          {links
            .filter(({ type }) => !mayAsk(type))
            .map(({ label }) => label)
            .join('、')}
          ：{managing.why}
        </p>
      )}
    </nav>
  )
}
