/**
 * The forms of our messages. A provider needs a template of its own for each, with the variables given:
 * CODE `code`; REMINDER `number`, `office`; CONSENT, TRANSFER_OUT and TRANSFER_IN `code`, `machine`, `party`; TAKEN none;
 * PHONE_CHANGED `phone`; PASSWORD_CHANGED none;
 * INVITATION `unit`, `role`; NOTICE has the template that its rule names (docs/decisions/0070).
 */
export const SMS_TEMPLATES = [
  'CODE',
  'REMINDER',
  'CONSENT',
  'TRANSFER_OUT',
  'TRANSFER_IN',
  'TAKEN',
  'PHONE_CHANGED',
  'PASSWORD_CHANGED',
  'INVITATION',
  'NOTICE',
] as const
export type SmsTemplate = (typeof SMS_TEMPLATES)[number]

export type SmsMessage = {
  to: string
  /** The code's purpose. */
  purpose: string
  /** Empty where the message carries none. */
  code: string
  template: SmsTemplate
  /** Of the provider's template. */
  variables: Record<string, string>
  /** In place of the template that the environment names. */
  providerTemplate?: string
  /** The text for the owner; a provider may use its own template with the variables instead. */
  text: string
}

/** The provider did not answer: nobody knows whether the message goes out. */
export class NoSmsAnswer extends Error {}

export type SmsDriver = {
  name: string
  /**
   * Local and fast: messages are sent before the response, so that they are readable at once. Other drivers send only
   * by the job, so that a slow provider delays no request.
   */
  immediate: boolean
  /** Can it send messages of this form? */
  sends(template: SmsTemplate): boolean
  /** @throws Error, without personal data, when the message was not accepted: it may be sent again; NoSmsAnswer when that is not known */
  send(message: SmsMessage): Promise<void>
}
