-- An order's lines look at the rules of their wholesaler and of everyone, not at all there are.
create index commission_rules_by_wholesaler on commission_rules (wholesaler_id);
