/** The rule `second-person` without any act: one person does them all. */
const actsAlone = () => ({
  REVOKE_MACHINE: false,
  REINSTATE_MACHINE: false,
  CORRECT_STAGE: false,
  DELETE_SERIES: false,
  UPHOLD_DISPUTE: false,
  lapseHours: 72,
})

/** The rules of second persons for the whole country that ask for none. */
export const ACTS_ALONE_RULES = [
  { key: 'second-person', divisionCode: '000000', value: actsAlone() },
  { key: 'staff-second-person', divisionCode: '000000', value: { ENABLE_STAFF: false } },
]
