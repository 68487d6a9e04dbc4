import { Fact, Facts, Panel, Quiet } from '@/components/desk/panel'
import { CodeText } from '@/components/ui/code-text'
import { isStamped } from '@/lib/features/content/rules/content'
import { displayValue, type Names } from '@/lib/features/content/rules/display'
import { valueAt } from '@/lib/features/content/schema/content'
import { FIELDS, STEP_LABELS, STEPS } from '@/lib/features/content/schema/fields'
import type { ConsoleMachine } from '@/lib/features/dossier/schema/console'

/** Labels of fields that mean something else on a registered machine than in the filing's form. */
const LABELS: Record<string, string> = {
  districtCode: '机械现所在地',
}

/** Current data of the machine by section, without empty fields. */
export function MachineSections({ machine, names }: { machine: ConsoleMachine; names: Names }) {
  return STEPS.map((step) => {
    const rows = FIELDS.filter((field) => field.step === step).flatMap((field) => {
      const shownValue = displayValue(field, valueAt(machine.content, field.path), names)
      const text = field.path === 'districtCode' ? (machine.district?.fullName ?? shownValue) : shownValue
      return text === ''
        ? []
        : [{ ...field, label: LABELS[field.path] ?? field.asClaim ?? field.label, text }]
    })
    return (
      <Panel
        key={step}
        title={STEP_LABELS[step]}
        label={STEP_LABELS[step]}
        aside={rows.length === 0 && <Quiet>未填写</Quiet>}
      >
        {rows.length > 0 && (
          <Facts>
            {rows.map(({ path, label, text, wide }) => (
              <Fact key={path} label={label} wide={wide}>
                <CodeText code={isStamped(path)}>{text}</CodeText>
              </Fact>
            ))}
          </Facts>
        )}
      </Panel>
    )
  })
}
