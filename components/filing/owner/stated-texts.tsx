import type { StatedTexts as Texts } from '@/lib/features/setting/schema/adverse-acts'
import styles from './owner.module.css'

/** 法律依据 and 救济途径 as the bureau states them; nothing where it states none. */
export function StatedTexts({ stated: { basis, remedies } }: { stated: Texts }) {
  if (!basis && !remedies) return null
  return (
    <dl className={styles.stated}>
      {basis && (
        <div>
          <dt>法律依据:</dt>
          <dd>{basis}</dd>
        </div>
      )}
      {remedies && (
        <div>
          <dt>救济途径:</dt>
          <dd>{remedies}</dd>
        </div>
      )}
    </dl>
  )
}
