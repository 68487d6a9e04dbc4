export type SmsMessage = {
  to: string
  /** What the message is for: a code's purpose. */
  purpose: string
  code: string
  /** What the owner reads; a provider may put the code into a template of its own instead. */
  text: string
}

export type SmsDriver = {
  name: string
  /**
   * Quick and on this machine: messages are handed over before the request is answered, and its readers find them at
   * once. Others leave by the job alone, so that a slow provider holds up nobody.
   */
  immediate: boolean
  /** @throws Error without personal data in its message when the message was not accepted: the job tries again */
  send(message: SmsMessage): Promise<void>
}
