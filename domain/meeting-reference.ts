export const meetingReferenceLimit = 80;

/** How a meeting is named where it is referred to (`党组扩大会 2019-02-12`); whether it was ever planned here is not asked, since many were held before. */
export const isMeetingReference = (text: string): boolean =>
  text.trim() === text && text !== '' && text.length <= meetingReferenceLimit && !/[\p{Cc}\p{Cs}]/u.test(text);
