export type SmsMessage = {
  to: string
  /** The code's purpose. */
  purpose: string
  /** Empty in a reminder. */
  code: string
  /** Of a reminder instead of a code: the variables of the provider's template for reminders. */
  variables?: { number: string; office: string }
  /** The text for the owner; a provider may use its own template with the code instead. */
  text: string
}

export type SmsDriver = {
  name: string
  /**
   * Local and fast: messages are sent before the response, so that they are readable at once. Other drivers send only
   * by the job, so that a slow provider delays no request.
   */
  immediate: boolean
  /** Can it send reminders? A provider needs a template of its own for them. */
  reminds: boolean
  /** @throws Error, without personal data, when the message was not accepted: the job is retried */
  send(message: SmsMessage): Promise<void>
}
