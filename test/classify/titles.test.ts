import { describe, expect, test } from 'vitest';
import { classify } from '../../src/classify/classify.js';
import { taxonomy } from '../support/taxonomy.js';

const read = (title: string) => {
  const { role, level } = classify({ title, description: '' }, taxonomy);
  return [role.id, level.id];
};

describe('titles as people write them', () => {
  test.each([
    ['Sr. SWE II, Payments (Remote/US) – $180k', 'software-engineer', 'senior'],
    ['SR BACKEND ENGR!!! URGENT', 'backend-developer', 'senior'],
    ['🚀 Senior Backend Engineer 🚀', 'backend-developer', 'senior'],
    ['REQ-48213 Java Developer', 'backend-developer', 'mid'],
    ['Java/J2EE Dev - W2 only', 'backend-developer', 'mid'],
    ['SDE-2', 'software-engineer', 'mid'],
    ['Member of Technical Staff', 'software-engineer', 'mid'],
    ['Staff+ Eng, Infra', 'platform-engineer', 'staff'],
    ['Full-Stack Engineer (Go / React)', 'fullstack-developer', 'mid'],
    ['Sofware Enginer', 'software-engineer', 'mid'],
    ['Senior Bakcend Developper', 'backend-developer', 'senior'],
    ['Head of Backend Development', 'engineering-manager', 'director'],
    ['VP, Engineering', 'engineering-manager', 'vp'],
  ])('%s', (title, role, level) => expect(read(title)).toEqual([role, level]));
});

describe('titles in other languages', () => {
  test.each([
    ['Backend-Entwickler (m/w/d)', 'backend-developer', 'mid'],
    ['Softwareentwicklerin Backend (w/m/d)', 'backend-developer', 'mid'],
    ['Développeur·se back-end H/F', 'backend-developer', 'mid'],
    ['Ingénieur logiciel', 'software-engineer', 'mid'],
    ['Desarrollador/a Backend Senior', 'backend-developer', 'senior'],
    ['Desenvolvedor Full Stack Pleno', 'fullstack-developer', 'mid'],
    ['Sviluppatore Java Junior', 'backend-developer', 'entry'],
    ['Programista Java (Mid/Senior)', 'backend-developer', 'mid'],
    ['Starszy Programista .NET', 'backend-developer', 'senior'],
    ['Werkstudent Softwareentwicklung Backend', 'backend-developer', 'intern'],
  ])('%s', (title, role, level) => expect(read(title)).toEqual([role, level]));
});

describe('the head noun decides, not the product or the colleagues', () => {
  test.each([
    ['Sales Executive - Cloud Software', 'non-tech'],
    ['Recruiter, Engineering', 'non-tech'],
    ['Account Manager, Developer Tools', 'non-tech'],
    ['Product Manager, Backend Platform', 'product-manager'],
    ['Executive Assistant to the CTO', 'non-tech'],
    ['Technical Writer, APIs', 'technical-writer'],
    ['Data Engineer / Data Scientist', 'data-engineer'],
    ['Solutions Architect, Kubernetes', 'solutions-architect'],
  ])('%s', (title, role) => expect(read(title)[0]).toBe(role));
});

describe('levels', () => {
  test.each([
    ['Senior Director, Engineering', 'director'],
    ['Senior Engineering Manager', 'manager'],
    ['Senior Staff Engineer', 'staff'],
    ['Lead Senior Java Developer', 'lead'],
    ['Senior or Staff Backend Engineer', 'senior'],
    ['Mid/Senior .NET Developer', 'mid'],
    ['Junior - Mid Level Developer', 'entry'],
    ['Senior Product Manager', 'senior'],
    ['Project Manager', 'mid'],
    ['Lead Generation Specialist', 'mid'],
    ['Assistant to the Director', 'mid'],
    ['Backend Engineer IV', 'staff'],
    ['Solutions Architect', 'senior'],
    ['Chief Technology Officer', 'executive'],
  ])('%s', (title, level) => expect(read(title)[1]).toBe(level));
});
