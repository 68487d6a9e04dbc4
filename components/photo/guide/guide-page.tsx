import { MobilePage } from '@/components/mobile/mobile-page'
import { GUIDE } from './entries'
import styles from './guide.module.css'
import { GuideArticle } from './guide-article'

/** The manual's 各种铭牌的说明, readable without signing in. */
export function GuidePage() {
  return (
    <MobilePage title="各种铭牌的说明" back="/m">
      <p className={styles.intro}>
        填报前请先对机械铭牌、发动机铭牌、环保信息标签等各种铭牌进行拍照；没有铭牌的机械，对合格证等拍照。红框、红圈是要找的内容和位置，图为示意。
      </p>
      <nav aria-label="目录" className={styles.contents}>
        <ol>
          {GUIDE.map(({ number, slot, title }) => (
            <li key={slot}>
              <a href={`#${slot}`}>
                {number}. {title}
              </a>
            </li>
          ))}
        </ol>
      </nav>
      {GUIDE.map((entry) => (
        <article key={entry.slot} id={entry.slot} className={styles.entry}>
          <h2>
            {entry.number}. {entry.title}
          </h2>
          <GuideArticle entry={entry} />
        </article>
      ))}
    </MobilePage>
  )
}
