'use client'

import { WHOLE_COUNTRY } from '@/lib/core/area'
import { AdverseActsForm } from './adverse-acts-form'
import { CalendarForm } from './calendar-form'
import { CardTextForm } from './card-text-form'
import { CertificateForm } from './certificate-form'
import { CollectionForm } from './collection-form'
import { ConsentForm } from './consent-form'
import { DeadlineForm } from './deadline-form'
import { DecisionUndoForm } from './decision-undo-form'
import { MarkingForm } from './marking-form'
import { OwnerMessagesForm } from './owner-messages-form'
import { RuleCard } from './rule-card'
import styles from './rules.module.css'
import { RulesOfArea } from './rules-of-area'
import { SecondLookForm } from './second-look-form'
import { StaffSecondPersonForm } from './staff-second-person-form'
import { StageDatesForm } from './stage-dates-form'
import { SuccessionForm } from './succession-form'
import { WatchRulesForm } from './watch-rules-form'

/** Rules of how the work is done. */
export function RulesPage() {
  return (
    <RulesOfArea title="规则" security={false}>
      {({ area, of }) => (
        <>
          <RuleCard ruleKey="review-deadline" {...of('review-deadline')} form={DeadlineForm} />
          <RuleCard ruleKey="watch-rules" {...of('watch-rules')} form={WatchRulesForm} />
          <div className={styles.whole}>
            <RuleCard ruleKey="calendar" {...of('calendar')} form={CalendarForm} />
          </div>
          <RuleCard ruleKey="marking-colours" {...of('marking-colours')} form={MarkingForm} />
          <RuleCard ruleKey="card-text" {...of('card-text')} form={CardTextForm} />
          <RuleCard ruleKey="collection-reminder" {...of('collection-reminder')} form={CollectionForm} />
          <div className={styles.whole}>
            <RuleCard ruleKey="stage-dates" {...of('stage-dates')} form={StageDatesForm} />
          </div>
          <RuleCard ruleKey="adverse-acts" {...of('adverse-acts')} form={AdverseActsForm} />
          {area === WHOLE_COUNTRY && (
            <div className={styles.whole}>
              <RuleCard ruleKey="owner-messages" {...of('owner-messages')} form={OwnerMessagesForm} />
            </div>
          )}
          {area === WHOLE_COUNTRY && (
            <RuleCard ruleKey="certificate" {...of('certificate')} form={CertificateForm} />
          )}
          {area === WHOLE_COUNTRY && (
            <RuleCard ruleKey="succession" {...of('succession')} form={SuccessionForm} />
          )}
          {area === WHOLE_COUNTRY && <RuleCard ruleKey="consent" {...of('consent')} form={ConsentForm} />}
          <RuleCard ruleKey="decision-undo" {...of('decision-undo')} form={DecisionUndoForm} />
          <RuleCard
            ruleKey="staff-second-person"
            {...of('staff-second-person')}
            form={StaffSecondPersonForm}
          />
          <RuleCard ruleKey="second-look" {...of('second-look')} form={SecondLookForm} />
        </>
      )}
    </RulesOfArea>
  )
}
