import { NOTICE } from '@/lib/features/consent/rules/notice'
import styles from './consent.module.css'

/** The privacy notice in force. */
export function NoticeText() {
  return (
    <div className={styles.text}>
      <p>版本：{NOTICE.version}</p>
      {NOTICE.sections.map(({ heading, paragraphs }) => (
        <section key={heading}>
          <h2>{heading}</h2>
          {paragraphs.map((text) => (
            <p key={text}>{text}</p>
          ))}
        </section>
      ))}
    </div>
  )
}

/** What the separate consent to sensitive personal information is about. */
export function SensitiveText() {
  const { items, paragraphs } = NOTICE.sensitive
  return (
    <div className={styles.text}>
      <dl>
        {items.map(({ what, why, without }) => (
          <div key={what}>
            <dt>{what}</dt>
            <dd>用途：{why}</dd>
            <dd>不提供：{without}</dd>
          </div>
        ))}
      </dl>
      {paragraphs.map((text) => (
        <p key={text}>{text}</p>
      ))}
    </div>
  )
}
