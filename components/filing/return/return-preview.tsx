import { CorrectionFrame, FieldFrame, PhotoFrame } from '@/components/filing/owner/correction-frames'
import { ProgressFacts, StatusTitle } from '@/components/filing/owner/progress-card'
import blocks from '@/components/mobile/blocks.module.css'
import { displayValue, type Names } from '@/lib/features/content/rules/display'
import { valueAt } from '@/lib/features/content/schema/content'
import { correctionGroups } from '@/lib/features/filing/rules/correction'
import type { DeskFiling } from '@/lib/features/filing/schema/console'
import type { FilingDto, ReturnReason } from '@/lib/features/filing/schema/owner'
import styles from './return.module.css'

type Props = { filing: DeskFiling; reasons: readonly ReturnReason[]; names: Names }

/** What the owner will see of the return, drawn by the owner's own components: the card, then what can be corrected. */
export function ReturnPreview({ filing, reasons, names }: Props) {
  const { content, district } = filing
  const groups = correctionGroups(
    reasons,
    content,
    filing.photos.map(({ slot }) => slot),
    { facts: null, also: [] },
  )
  const known = { ...names, districts: district ? { [district.code]: district.fullName } : {} }
  const category = names.lists.CATEGORY?.[content.machine.categoryCode ?? '']
  return (
    <section className={styles.phone} aria-label="机主看到的内容">
      <article className={blocks.card}>
        <StatusTitle filing={{ status: 'RETURNED' }} />
        <ProgressFacts
          filing={returnedFiling(filing, reasons)}
          categoryName={category ?? content.machine.name ?? ''}
        />
      </article>
      {groups.map((group) => (
        <CorrectionFrame key={group.title} group={group}>
          {group.fields.map((field) => (
            <FieldFrame
              key={field.path}
              field={field}
              before={displayValue(field, valueAt(content, field.path), known)}
            />
          ))}
          {group.slots.map((slot) => (
            <PhotoFrame key={slot} slot={slot} />
          ))}
        </CorrectionFrame>
      ))}
    </section>
  )
}

/** The filing as it would be right after the return. */
function returnedFiling(filing: DeskFiling, reasons: readonly ReturnReason[]) {
  const { number, content, createdAt, submittedAt, owner, agent, stated } = filing
  return {
    status: 'RETURNED',
    number,
    plate: content.plate,
    engine: content.engine,
    machine: content.machine,
    registrationNumber: null,
    createdAt,
    submittedAt,
    reviewedAt: new Date().toISOString(),
    collectedAt: null,
    dueAt: null,
    pickup: null,
    declineReason: null,
    returnReasons: [...reasons],
    forOther: agent !== null,
    ownerName: owner.name,
    ...stated.RETURN,
  } satisfies Partial<FilingDto>
}
