export type SmsMessage = {
  to: string
  /** The code's purpose. */
  purpose: string
  code: string
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
  /** @throws Error, without personal data, when the message was not accepted: the job is retried */
  send(message: SmsMessage): Promise<void>
}
