import { Engine } from '../drawing/devices'
import { MachineView } from '../drawing/machine-view'
import { SlotDrawing } from '../drawing/slot-drawing'
import { CHECKLIST } from './checklist'
import type { GuideEntry } from './entries'
import styles from './guide.module.css'

/** Explains one plate or paper: text, example and position on the machine. */
export function GuideArticle({ entry }: { entry: GuideEntry }) {
  const { slot, title, text, where, onEngine, caption } = entry
  const checklist = slot === 'CHECKLIST_FRONT'
  return (
    <>
      <div className={styles.figures}>
        <figure role="img" aria-label={`示例：${title}`}>
          <SlotDrawing slot={slot} />
          <figcaption>{checklist ? '正面' : '样子（示例）'}</figcaption>
        </figure>
        {checklist && (
          <figure role="img" aria-label="示例：环保信息随车清单反面">
            <SlotDrawing slot="CHECKLIST_BACK" />
            <figcaption>反面</figcaption>
          </figure>
        )}
        {where && (
          <figure role="img" aria-label={`位置：${where.marks.map(({ label }) => label).join('、')}`}>
            <MachineView {...where} />
            <figcaption>
              {where.marks.map(({ label }, index) => (
                <span key={label}>
                  {where.marks.length > 1 && <b>{index + 1}</b>}
                  {label}
                </span>
              ))}
            </figcaption>
          </figure>
        )}
        {onEngine && (
          <figure role="img" aria-label={`位置：${caption}`}>
            <Engine />
            <figcaption>{caption}</figcaption>
          </figure>
        )}
      </div>
      {text.map((paragraph) => (
        <p key={paragraph} className={styles.text}>
          {paragraph}
        </p>
      ))}
      {checklist && <Checklist />}
    </>
  )
}

/** Full text of the checklist, collapsed because it is long and rarely read to the end. */
function Checklist() {
  const { title, number, statement, parts, table } = CHECKLIST
  return (
    <details className={styles.checklist}>
      <summary>随车清单上的全部内容</summary>
      <p>
        <b>{title}</b>
        <br />
        {number}
      </p>
      <p>{statement}</p>
      {parts.map((part) => (
        <section key={part.title}>
          <h3>{part.title}</h3>
          <ol start={part.first}>
            {part.lines.map((line) => (
              <li key={line}>{line}</li>
            ))}
          </ol>
          {'note' in part && <p>{part.note}</p>}
        </section>
      ))}
      <table>
        <caption>{table.title}</caption>
        <thead>
          <tr>
            {table.head.map((head) => (
              <th key={head} scope="col">
                {head}
              </th>
            ))}
          </tr>
        </thead>
        <tbody>
          {table.rows.map((row) => (
            <tr key={row}>
              <td>{row}</td>
              <td />
            </tr>
          ))}
        </tbody>
      </table>
    </details>
  )
}
