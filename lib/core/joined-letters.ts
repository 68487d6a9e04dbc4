/**
 * Letters whose shape depends on their neighbours (Arabic as Uyghur and Kazakh write it, Mongolian, Tibetan and others of
 * India's family): the writer of the papers puts the right letters in their order, not always in the right shape.
 */
export const JOINED =
  /[\p{Script=Arabic}\p{Script=Mongolian}\p{Script=Tibetan}\p{Script=Devanagari}\p{Script=Thai}\p{Script=Myanmar}\p{Script=Khmer}\p{Script=Phags_Pa}]/u
