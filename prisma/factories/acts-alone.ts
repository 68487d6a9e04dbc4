/** The rule `second-person` without any act: one person does them all. */
export const actsAlone = () => ({
  REVOKE_MACHINE: false,
  REINSTATE_MACHINE: false,
  CORRECT_STAGE: false,
  DELETE_SERIES: false,
  ENABLE_STAFF: false,
  lapseHours: 72,
})
