import styles from './form.module.css'
import { type Place, PROGRESS, progressAt } from './places'

/** 基本信息 → 图片上传 → 机械信息 → 其它信息 → 完成 */
export function ProgressBar({ place }: { place: Place }) {
  const at = progressAt(place)
  return (
    <ol className={styles.progress} aria-label="机械登记流程">
      {PROGRESS.map((step, index) => (
        <li
          key={step}
          data-state={index < at ? 'past' : index === at ? 'now' : 'coming'}
          aria-current={index === at ? 'step' : undefined}
        >
          <span className={styles.dot} aria-hidden="true">
            {index < at ? '✓' : index + 1}
          </span>
          {step}
        </li>
      ))}
    </ol>
  )
}
