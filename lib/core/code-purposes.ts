/** What a code by text message is for; each is valid for its purpose alone. */
export const CODE_PURPOSES = [
  'REGISTER',
  'LOGIN',
  'RESET_PASSWORD',
  'AGENT_CONSENT',
  'TRANSFER_FROM',
  'TRANSFER_TO',
  'CLOSE_ACCOUNT',
  'CHANGE_PHONE',
  'NEW_PHONE',
] as const
