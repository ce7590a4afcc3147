import { weekdayOf } from '../../domain/dates.ts';

const weekdayNames = ['周日', '周一', '周二', '周三', '周四', '周五', '周六'] as const;

export const withWeekday = (date: string): string => `${date}（${weekdayNames[weekdayOf(date)] ?? ''}）`;
