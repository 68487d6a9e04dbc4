/** What an automatic check found; core, so that every feature can report one. */
export type Finding = {
  /** NOT_CHECKED says why in the text; it is never shown as free of doubt. */
  result: 'CLEAR' | 'DOUBT' | 'NOT_CHECKED'
  /** For the officer, in Chinese; nothing personal, no filing of another area. */
  text: string
  /** Affected fields (`engine.serial`) and photos (`photos.BODY_FRONT`). */
  paths: string[]
  /** Other filings affected, wherever they are; a reader is shown those of his area only. */
  filingIds: string[]
  /** The numbers behind the result; nothing personal. */
  evidence?: Record<string, unknown>
  /** CLEAR because an officer judged so, and the text says who and when; otherwise it is a finding of the program. */
  byOfficer?: boolean | undefined
}
