import { useDistrictName } from '@/components/division/use-district-name'
import styles from '@/components/mobile/blocks.module.css'
import { CodeText } from '@/components/ui/code-text'
import { isStamped } from '@/lib/features/content/rules/content'
import { displayValue, type Names } from '@/lib/features/content/rules/display'
import { type FilingContent, valueAt } from '@/lib/features/content/schema/content'
import { FIELDS, STEP_LABELS, STEPS } from '@/lib/features/content/schema/fields'

type Props = {
  content: FilingContent
  names: Names
  /** Labels by path that replace the form's, e.g. 登记区县 of a registered machine is its current location. */
  labels?: Record<string, string>
}

/** Non-empty fields by section, in form order. */
export function FilingSections({ content, names, labels = {} }: Props) {
  const districtName = useDistrictName(content.districtCode ?? null)
  const known = { ...names, districts: { [content.districtCode ?? '']: districtName } }
  return STEPS.map((step) => {
    const rows = FIELDS.filter((field) => field.step === step).flatMap((field) => {
      const text = displayValue(field, valueAt(content, field.path), known)
      return text === '' ? [] : [{ path: field.path, label: labels[field.path] ?? field.label, text }]
    })
    if (rows.length === 0) return null
    return (
      <section key={step} className={styles.box} aria-label={STEP_LABELS[step]}>
        <h2>{STEP_LABELS[step]}</h2>
        <dl className={styles.facts}>
          {rows.map(({ path, label, text }) => (
            <div key={path}>
              <dt>{label}</dt>
              <dd>
                <CodeText code={isStamped(path)}>{text}</CodeText>
              </dd>
            </div>
          ))}
        </dl>
      </section>
    )
  })
}
