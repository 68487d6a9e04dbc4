import deskCss from '@/components/filing/desk.module.css'
import { displayValue, type Names } from '@/lib/features/content/rules/display'
import { valueAt } from '@/lib/features/content/schema/content'
import { FIELDS, STEP_LABELS, STEPS } from '@/lib/features/content/schema/fields'
import type { ConsoleMachine } from '@/lib/features/dossier/schema/console'

/** On a registered machine these fields mean something else than in the filing's form. */
const LABELS: Record<string, string> = {
  districtCode: '机械现所在地',
}

/** All data of the machine as they stand now, section by section; what is empty is left out. */
export function MachineSections({ machine, names }: { machine: ConsoleMachine; names: Names }) {
  return STEPS.map((step) => {
    const rows = FIELDS.filter((field) => field.step === step).flatMap((field) => {
      const known = displayValue(field, valueAt(machine.content, field.path), names)
      const text = field.path === 'districtCode' ? (machine.district?.fullName ?? known) : known
      return text === ''
        ? []
        : [{ ...field, label: LABELS[field.path] ?? field.asClaim ?? field.label, text }]
    })
    return (
      <section key={step} className={deskCss.section} aria-label={STEP_LABELS[step]}>
        <h2>
          {STEP_LABELS[step]}
          {rows.length === 0 && <span className={deskCss.quiet}>未填写</span>}
        </h2>
        {rows.length > 0 && (
          <dl className={deskCss.rows}>
            {rows.map(({ path, label, text, wide }) => (
              <div key={path} className={wide ? `${deskCss.row} ${deskCss.rowWide}` : deskCss.row}>
                <dt>{label}</dt>
                <dd>{text}</dd>
              </div>
            ))}
          </dl>
        )}
      </section>
    )
  })
}
