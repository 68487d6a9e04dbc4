'use client'

import { WHOLE_COUNTRY } from '@/lib/core/area'
import { CodeLimitsForm } from './code-limits-form'
import { OwnerSignInForm } from './owner-sign-in-form'
import { PersonalAccessForm } from './personal-access-form'
import { RuleCard } from './rule-card'
import { RulesOfArea } from './rules-of-area'
import { SecondPersonForm } from './second-person-form'
import { SignInForm } from './sign-in-form'

/** Rules of security: of the security administrator, not of the administrator who is bound by them. */
export function SecurityRulesPage() {
  return (
    <RulesOfArea title="安全规则" security>
      {({ area, of }) => (
        <>
          <RuleCard ruleKey="second-person" {...of('second-person')} form={SecondPersonForm} />
          <RuleCard ruleKey="staff-sign-in" {...of('staff-sign-in')} form={SignInForm} />
          <RuleCard ruleKey="personal-access" {...of('personal-access')} form={PersonalAccessForm} />
          {area === WHOLE_COUNTRY && (
            <>
              <RuleCard ruleKey="code-limits" {...of('code-limits')} form={CodeLimitsForm} />
              <RuleCard ruleKey="owner-sign-in" {...of('owner-sign-in')} form={OwnerSignInForm} />
            </>
          )}
        </>
      )}
    </RulesOfArea>
  )
}
