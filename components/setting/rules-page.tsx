'use client'

import { useQuery } from '@tanstack/react-query'
import { PageHeader } from '@/components/ui/page-header'
import { Failed, Loading } from '@/components/ui/states'
import { WHOLE_COUNTRY } from '@/lib/core/area'
import { rulesQuery } from '@/lib/features/setting/api'
import { SETTINGS, type SettingKey, type SettingValue } from '@/lib/features/setting/schema/settings'
import { AdverseActsForm } from './adverse-acts-form'
import { CalendarForm } from './calendar-form'
import { CardTextForm } from './card-text-form'
import { CodeLimitsForm } from './code-limits-form'
import { CollectionForm } from './collection-form'
import { DeadlineForm } from './deadline-form'
import { DecisionUndoForm } from './decision-undo-form'
import { MarkingForm } from './marking-form'
import { RuleCard } from './rule-card'
import styles from './rules.module.css'
import { SecondLookForm } from './second-look-form'
import { StageDatesForm } from './stage-dates-form'
import { WatchRulesForm } from './watch-rules-form'

/** Rules of the officer's area; those not set here are inherited from the wider area. */
export function RulesPage() {
  const { data, error, refetch } = useQuery(rulesQuery())
  if (error && !data) return <Failed error={error} onRetry={() => void refetch()} />
  if (!data) return <Loading />

  function ruleOf<K extends SettingKey>(
    key: K,
  ): { value: SettingValue<K>; setBy: string | null; area: string } {
    const rule = data?.data.find((each) => each.key === key)
    const parsed = SETTINGS[key].schema.safeParse(rule?.value)
    const value = (parsed.success ? parsed.data : SETTINGS[key].initial) as SettingValue<K>
    return { value, setBy: rule?.setBy ?? null, area: data?.divisionCode ?? '' }
  }
  return (
    <>
      <PageHeader title="规则" hint="在本辖区及下级生效；下级另有设定的，以下级为准" />
      <div className={styles.cards}>
        <RuleCard ruleKey="review-deadline" {...ruleOf('review-deadline')} form={DeadlineForm} />
        <RuleCard ruleKey="watch-rules" {...ruleOf('watch-rules')} form={WatchRulesForm} />
        <div className={styles.whole}>
          <RuleCard ruleKey="calendar" {...ruleOf('calendar')} form={CalendarForm} />
        </div>
        <RuleCard ruleKey="marking-colours" {...ruleOf('marking-colours')} form={MarkingForm} />
        <RuleCard ruleKey="card-text" {...ruleOf('card-text')} form={CardTextForm} />
        <RuleCard ruleKey="collection-reminder" {...ruleOf('collection-reminder')} form={CollectionForm} />
        {data.divisionCode === WHOLE_COUNTRY && (
          <RuleCard ruleKey="code-limits" {...ruleOf('code-limits')} form={CodeLimitsForm} />
        )}
        <div className={styles.whole}>
          <RuleCard ruleKey="stage-dates" {...ruleOf('stage-dates')} form={StageDatesForm} />
        </div>
        <RuleCard ruleKey="adverse-acts" {...ruleOf('adverse-acts')} form={AdverseActsForm} />
        <RuleCard ruleKey="decision-undo" {...ruleOf('decision-undo')} form={DecisionUndoForm} />
        <RuleCard ruleKey="second-look" {...ruleOf('second-look')} form={SecondLookForm} />
      </div>
    </>
  )
}
