/**
 * Scripts whose letters change shape with their neighbours (Arabic as used for Uyghur and Kazakh, Mongolian, Tibetan and
 * other Indic scripts). The PDF writer prints these letters in the right order, but not always in the right shape.
 */
export const JOINED =
  /[\p{Script=Arabic}\p{Script=Mongolian}\p{Script=Tibetan}\p{Script=Devanagari}\p{Script=Thai}\p{Script=Myanmar}\p{Script=Khmer}\p{Script=Phags_Pa}]/u
