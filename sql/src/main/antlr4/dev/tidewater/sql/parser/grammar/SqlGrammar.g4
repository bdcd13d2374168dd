/*
 * The SQL dialect: PostgreSQL's queries and expressions, and Materialize's statements.
 *
 * The lexer is written by hand (Lexer.java): PostgreSQL's rules for operators, dollar quotes and
 * string continuation ask for more than token patterns. Keywords are tokens named like themselves; a
 * word is a keyword by its token, and which keywords may be names is said by the rules at the end, as
 * in PostgreSQL's appendix C.
 *
 * House rules: every decision should be settled by two or three tokens. Where two alternatives share
 * a long prefix (parentheses around a value or a query), one rule reads both and the tree builder
 * settles it.
 */
parser grammar SqlGrammar;

tokens {
  IDENTIFIER, QUOTED_IDENTIFIER, STRING, BIT_STRING, NUMBER, PARAMETER, OPERATOR_SYMBOL, LEFT_PAREN,
  RIGHT_PAREN, LEFT_BRACKET, RIGHT_BRACKET, COMMA, SEMICOLON, COLON, DOT, PLUS, MINUS, STAR, SLASH, PERCENT,
  CARET, LESS, GREATER, EQUALS, LESS_EQUALS, GREATER_EQUALS, NOT_EQUALS, TYPECAST, COLON_EQUALS, ARROW,
  ABORT, ABSOLUTE, ACTION, ADD, ADMIN, ALL, ALTER, ALWAYS, ANALYSE, ANALYZE, AND, ANY, APPEND, ARRAY, AS,
  ASC, ASENSITIVE, ASYMMETRIC, AT, AUTHORIZATION, AWS, BACKWARD, BEGIN, BETWEEN, BIGINT, BINARY, BIT,
  BOOLEAN, BOTH, BY, CASCADE, CASE, CAST, CATALOG, CHAIN, CHAR, CHARACTER, CHARACTERISTICS, CHECK, CLOSE,
  CLUSTER, CLUSTERS, COALESCE, COLLATE, COLLATION, COLUMN, COLUMNS, COMMENT, COMMIT, COMMITTED, CONCURRENTLY,
  CONFLICT, CONFLUENT, CONNECTION, CONNECTIONS, CONSTRAINT, CONTINUE, COPY, CREATE, CROSS, CSV, CUBE,
  CURRENT, CURRENT_CATALOG, CURRENT_DATE, CURRENT_ROLE, CURRENT_SCHEMA, CURRENT_TIME, CURRENT_TIMESTAMP,
  CURRENT_USER, CURSOR, DATA, DATABASE, DATABASES, DAY, DEALLOCATE, DEBEZIUM, DEC, DECIMAL, DECLARE,
  DECORRELATED, DEFAULT, DEFERRABLE, DEFERRED, DELETE, DELIMITER, DELIMITERS, DESC, DISCARD, DISTINCT, DO,
  DOUBLE, DROP, ELSE, ENCODING, END, ENFORCED, ENUM, ENVELOPE, ESCAPE, EXCEPT, EXCLUDE, EXECUTE, EXISTS,
  EXPLAIN, EXPOSE, EXTRACT, FALSE, FETCH, FILTER, FIRST, FLOAT, FOLLOWING, FOR, FORCE, FOREIGN, FORWARD,
  FREEZE, FROM, FULL, FUNCTION, FUNCTIONS, GCP, GENERATED, GENERATOR, GLOBAL, GRANT, GREATEST, GROUP,
  GROUPING, GROUPS, HAVING, HEADER, HOLD, HOUR, ICEBERG, IDENTITY, IF, IGNORE, ILIKE, IMMEDIATE, IN, INDEX,
  INDEXES, INDICES, INITIALLY, INNER, INOUT, INSENSITIVE, INSERT, INT, INTEGER, INTERSECT, INTERVAL, INTO,
  IS, ISNULL, ISOLATION, JOIN, JSON, KAFKA, KEY, KEYS, LAST, LATERAL, LEADING, LEAST, LEFT, LEVEL, LIKE,
  LIMIT, LIST, LISTEN, LOAD, LOCAL, LOCALLY, LOCALTIME, LOCALTIMESTAMP, LOCKED, MAP, MATCH, MATERIALIZED,
  MINUTE, MODE, MONTH, MOVE, MUTUALLY, MYSQL, NAMES, NATIONAL, NATURAL, NCHAR, NEXT, NO, NONE, NORMALIZE,
  NORMALIZED, NOT, NOTHING, NOTIFY, NOTNULL, NOWAIT, NULL, NULLIF, NULLS, NUMERIC, OBJECTS, OF, OFFSET, ON,
  ONLY, OPERATOR, OPTIMIZED, OPTION, OPTIONS, OR, ORDER, ORDINALITY, OTHERS, OUT, OUTER, OVER, OVERLAPS,
  OVERLAY, OVERRIDING, OWNER, PARTITION, PHYSICAL, PLACING, PLAN, PLANS, POSITION, POSTGRES, PRECEDING,
  PRECISION, PREPARE, PRIMARY, PRIOR, PRIVATELINK, PROGRAM, PROGRESS, QUOTE, RANGE, RAW, READ, REAL,
  RECURSIVE, REDACTED, REFERENCE, REFERENCES, REGISTRY, RELATIVE, RELEASE, RENAME, REPEATABLE, REPLACE,
  REPLICA, REPLICAS, RESET, RESPECT, RESTART, RESTRICT, RETURNING, REVOKE, RIGHT, ROLE, ROLES, ROLLBACK,
  ROLLUP, ROW, ROWS, SAVEPOINT, SCHEMA, SCHEMAS, SCROLL, SECOND, SECRET, SECRETS, SELECT, SEQUENCE,
  SEQUENCES, SERIALIZABLE, SERVER, SESSION, SESSION_USER, SET, SETOF, SETS, SHARE, SHOW, SIMILAR, SIMPLE,
  SINK, SINKS, SKIP_WORD, SMALLINT, SOME, SOURCE, SOURCES, SQL, SSH, START, STDIN, STDOUT, STORED, STRICT,
  SUBSCRIBE, SUBSOURCE, SUBSOURCES, SUBSTRING, SWAP, SYMMETRIC, SYSTEM, TABLE, TABLES, TABLESAMPLE, TEMP,
  TEMPORARY, TEXT, THEN, TIES, TIME, TIMESTAMP, TO, TRAILING, TRANSACTION, TREAT, TRIM, TRUE, TRUNCATE,
  TUNNEL, TYPE, TYPES, UNBOUNDED, UNCOMMITTED, UNION, UNIQUE, UNKNOWN, UNLISTEN, UNLOGGED, UP, UPDATE,
  UPSERT, USER, USING, VALIDATE, VALUE, VALUES, VARCHAR, VARIADIC, VARYING, VERBOSE, VIEW, VIEWS, WEBHOOK,
  WHEN, WHERE, WINDOW, WITH, WITHIN, WITHOUT, WORK, WRITE, YEAR, ZONE
}

// ---------------------------------------------------------------- statements

singleStatement : statement EOF ;

statement
  : queryOrData
  | truncateStatement | copyStatement
  | createStatement | alterStatement | dropStatement | commentStatement | privilegeStatement
  | showStatement | explainStatement | validateStatement
  | setStatement | resetStatement | transactionStatement
  | prepareStatement | executeStatement | deallocateStatement | discardStatement
  | listenStatement | unlistenStatement | notifyStatement
  | declareStatement | fetchStatement | closeStatement | subscribeStatement
  ;

// One rule, because all four may start with WITH.
queryOrData : withClause? (queryTerm queryTail | insertStatement | updateStatement | deleteStatement) ;

// ---------------------------------------------------------------- queries

query : withClause? queryTerm queryTail ;

// What may follow the first operand of a query. Precedence of set operators is settled by the tree builder.
queryTail : setOperand* orderByClause? queryModifier* ;

setOperand : (UNION | INTERSECT | EXCEPT) (ALL | DISTINCT)? queryTerm ;

queryModifier : limitClause | offsetClause | fetchClause | lockingClause ;

queryTerm
  : selectTerm
  | valuesTerm
  | TABLE ONLY? qualifiedName
  | LEFT_PAREN query RIGHT_PAREN
  ;

withClause : WITH (RECURSIVE | MUTUALLY RECURSIVE optionList?)? commonTable (COMMA commonTable)* ;

commonTable
  : name columnAliasList? AS (NOT? MATERIALIZED)? LEFT_PAREN
    queryOrData RIGHT_PAREN
  ;

columnAliasList : LEFT_PAREN columnAlias (COMMA columnAlias)* RIGHT_PAREN ;

columnAlias : name (typeName (COLLATE qualifiedName)?)? ;

selectTerm
  : SELECT (ALL | distinctClause)? selectList?
    (FROM fromList)?
    (WHERE where=expression)?
    groupByClause?
    (HAVING having=expression)?
    (WINDOW namedWindow (COMMA namedWindow)*)?
    (OPTIONS optionList)?
  ;

distinctClause : DISTINCT (ON LEFT_PAREN expression (COMMA expression)* RIGHT_PAREN)? ;

selectList : selectItem (COMMA selectItem)* ;

selectItem : STAR | expression (AS label | bareLabel)? ;

groupByClause : GROUP BY (ALL | DISTINCT)? groupingElement (COMMA groupingElement)* ;

groupingElement
  : LEFT_PAREN RIGHT_PAREN
  | ROLLUP LEFT_PAREN expression (COMMA expression)* RIGHT_PAREN
  | CUBE LEFT_PAREN expression (COMMA expression)* RIGHT_PAREN
  | GROUPING SETS LEFT_PAREN groupingElement (COMMA groupingElement)* RIGHT_PAREN
  | expression
  ;

namedWindow : name AS windowSpecification ;

windowSpecification
  : LEFT_PAREN name? (PARTITION BY expression (COMMA expression)*)? orderByClause? frameClause? RIGHT_PAREN
  ;

frameClause
  : (ROWS | RANGE | GROUPS) (frameBound | BETWEEN frameBound AND frameBound)
    (EXCLUDE (CURRENT ROW | GROUP | TIES | NO OTHERS))?
  ;

frameBound
  : UNBOUNDED (PRECEDING | FOLLOWING)
  | CURRENT ROW
  | expression (PRECEDING | FOLLOWING)
  ;

orderByClause : ORDER BY orderItem (COMMA orderItem)* ;

orderItem : expression (ASC | DESC | USING symbolicOperator)? (NULLS (FIRST | LAST))? ;

limitClause : LIMIT (ALL | expression) (COMMA expression)? ;

offsetClause : OFFSET expression (ROW | ROWS)? ;

fetchClause
  : FETCH (FIRST | NEXT) (primary | (PLUS | MINUS) NUMBER)? (ROW | ROWS) (ONLY | WITH TIES)
  ;

lockingClause
  : FOR (UPDATE | NO KEY UPDATE | SHARE | KEY SHARE)
    (OF qualifiedName (COMMA qualifiedName)*)? (NOWAIT | SKIP_WORD LOCKED)?
  | FOR READ ONLY
  ;

valuesTerm : VALUES valuesRow (COMMA valuesRow)* ;

valuesRow : LEFT_PAREN expression (COMMA expression)* RIGHT_PAREN ;

// ---------------------------------------------------------------- FROM

fromList : tableReference (COMMA tableReference)* ;

tableReference : tablePrimary joinTail* ;

joinTail
  : CROSS JOIN tablePrimary
  | NATURAL joinType? JOIN tablePrimary
  | joinType? JOIN tableReference joinCondition
  ;

joinType : INNER | (LEFT | RIGHT | FULL) OUTER? ;

joinCondition : ON expression | USING LEFT_PAREN nameList RIGHT_PAREN (AS name)? ;

tablePrimary
  : LATERAL? parenthesizedTable tableAlias?
  | LATERAL? tableFunctionSource (WITH ORDINALITY)? functionAlias?
  | ONLY (qualifiedName | LEFT_PAREN qualifiedName RIGHT_PAREN) tableAlias? tableSample?
  | qualifiedName STAR? tableAlias? tableSample?
  ;

// A query in parentheses, or a join. One that starts with a parenthesis is settled by the tree builder.
parenthesizedTable : LEFT_PAREN (keywordQuery | tableReference queryTail) RIGHT_PAREN ;

// A query that does not start with a parenthesis.
keywordQuery
  : withClause queryTerm queryTail
  | selectTerm queryTail
  | valuesTerm queryTail
  | TABLE ONLY? qualifiedName queryTail
  ;

tableFunctionSource
  : ROWS FROM LEFT_PAREN rowsFromItem (COMMA rowsFromItem)* RIGHT_PAREN
  | functionInFrom
  ;

rowsFromItem : functionInFrom (AS columnAliasList)? ;

functionInFrom : functionName callArguments | specialCall | specialValue ;

tableAlias : AS? name (LEFT_PAREN nameList RIGHT_PAREN)? ;

functionAlias
  : AS columnAliasList
  | AS? name columnAliasList?
  ;

tableSample
  : TABLESAMPLE qualifiedName LEFT_PAREN expression (COMMA expression)* RIGHT_PAREN
    (REPEATABLE LEFT_PAREN expression RIGHT_PAREN)?
  ;

// ---------------------------------------------------------------- expressions

// Flat on purpose: operands with the operators between and behind them. PostgreSQL's precedence is
// applied by the tree builder, see OperatorPrecedence. This keeps every decision to a few tokens and
// long chains out of the parser's stack.
expression : operand expressionTail* ;

operand : prefixOperator* primary ;

prefixOperator : NOT | PLUS | MINUS | OPERATOR_SYMBOL | qualifiedOperator ;

expressionTail
  : infixOperator (operand | (ANY | SOME | ALL) parenthesized)
  | postfixOperator
  ;

infixOperator
  : AND
  | OR
  | symbolicOperator
  | IS NOT? DISTINCT FROM
  | NOT? BETWEEN (SYMMETRIC | ASYMMETRIC)?
  | NOT? LIKE
  | NOT? ILIKE
  | NOT? SIMILAR TO
  | ESCAPE
  | AT TIME ZONE
  | OVERLAPS
  ;

postfixOperator
  : ISNULL
  | NOTNULL
  | IS NOT? (NULL | TRUE | FALSE | UNKNOWN)
  | IS NOT? IDENTIFIER? NORMALIZED
  | NOT? IN parenthesized
  | COLLATE qualifiedName
  ;

// The argument of POSITION, where IN is not an operator.
positionOperand : operand positionTail* ;

positionTail : (symbolicOperator | AT TIME ZONE) operand | COLLATE qualifiedName ;

symbolicOperator
  : PLUS | MINUS | STAR | SLASH | PERCENT | CARET | LESS | GREATER | EQUALS
  | LESS_EQUALS | GREATER_EQUALS | NOT_EQUALS | OPERATOR_SYMBOL
  | qualifiedOperator
  ;

qualifiedOperator : OPERATOR LEFT_PAREN (name DOT)* anySymbol RIGHT_PAREN ;

anySymbol
  : PLUS | MINUS | STAR | SLASH | PERCENT | CARET | LESS | GREATER | EQUALS
  | LESS_EQUALS | GREATER_EQUALS | NOT_EQUALS | OPERATOR_SYMBOL
  ;

primary : primaryBase primarySuffix* ;

primarySuffix
  : TYPECAST typeName
  | subscript
  | DOT label
  | DOT STAR
  ;

subscript : LEFT_BRACKET (expression | lower=expression? COLON upper=expression?) RIGHT_BRACKET ;

primaryBase
  : constant
  | PARAMETER
  | typedConstant
  | specialCall
  | specialValue
  | caseExpression
  | EXISTS parenthesized
  | ARRAY parenthesized
  | ARRAY arrayElements
  | LIST listElements
  | MAP mapElements
  | ROW LEFT_PAREN expressionList? RIGHT_PAREN
  | parenthesized
  | DEFAULT
  | functionName callArguments callSuffix? STRING?
  | functionName STRING
  | nameReference
  ;

// Parentheses around one value, a row of several, or a query; a query that itself starts with a
// parenthesis is read as a value with a tail, and settled by the tree builder.
parenthesized
  : LEFT_PAREN (keywordQuery | expressionOrStar ((COMMA expressionOrStar)+ | queryTail)) RIGHT_PAREN
  ;

expressionOrStar : expression ;

expressionList : expression (COMMA expression)* ;

arrayElements
  : LEFT_BRACKET RIGHT_BRACKET
  | LEFT_BRACKET arrayElement (COMMA arrayElement)* RIGHT_BRACKET
  ;

arrayElement : expression | arrayElements ;

listElements
  : LEFT_BRACKET RIGHT_BRACKET
  | LEFT_BRACKET listElement (COMMA listElement)* RIGHT_BRACKET
  ;

listElement : expression | listElements ;

mapElements : LEFT_BRACKET (mapEntry (COMMA mapEntry)*)? RIGHT_BRACKET ;

mapEntry : expression ARROW (expression | mapElements) ;

constant : NULL | TRUE | FALSE | NUMBER | STRING | BIT_STRING ;

typedConstant
  : INTERVAL STRING intervalFields?
  | INTERVAL LEFT_PAREN NUMBER RIGHT_PAREN STRING
  | keywordType STRING
  ;

// A column, perhaps of a table; the builder rejects keywords that may only name functions.
nameReference : (functionWord | columnNameKeyword | VALUES) (DOT (label | STAR))* ;

callArguments
  : LEFT_PAREN RIGHT_PAREN
  | LEFT_PAREN STAR RIGHT_PAREN
  | LEFT_PAREN (ALL | DISTINCT)? argument (COMMA argument)* orderByClause? RIGHT_PAREN
  ;

argument : VARIADIC? ((argumentName (ARROW | COLON_EQUALS))? expression) ;

argumentName : functionWord ;

callSuffix
  : (WITHIN GROUP LEFT_PAREN orderByClause RIGHT_PAREN)
    filterClause? nullTreatment? overClause?
  | filterClause nullTreatment? overClause?
  | nullTreatment overClause?
  | overClause
  ;

nullTreatment : (RESPECT | IGNORE) NULLS ;

filterClause : FILTER LEFT_PAREN WHERE expression RIGHT_PAREN ;

overClause : OVER (name | windowSpecification) ;

specialCall
  : COALESCE LEFT_PAREN expressionList RIGHT_PAREN
  | NULLIF LEFT_PAREN expression COMMA expression RIGHT_PAREN
  | GREATEST LEFT_PAREN expressionList RIGHT_PAREN
  | LEAST LEFT_PAREN expressionList RIGHT_PAREN
  | GROUPING LEFT_PAREN expressionList RIGHT_PAREN
  | CAST LEFT_PAREN expression AS typeName RIGHT_PAREN
  | TREAT LEFT_PAREN expression AS typeName RIGHT_PAREN
  | EXTRACT LEFT_PAREN (label | STRING) FROM expression RIGHT_PAREN
  | POSITION LEFT_PAREN positionOperand IN positionOperand RIGHT_PAREN
  | SUBSTRING LEFT_PAREN substringArguments RIGHT_PAREN
  | OVERLAY LEFT_PAREN overlayArguments RIGHT_PAREN
  | TRIM LEFT_PAREN (BOTH | LEADING | TRAILING)? trimArguments RIGHT_PAREN
  | NORMALIZE LEFT_PAREN expression (COMMA label)? RIGHT_PAREN
  | COLLATION FOR LEFT_PAREN expression RIGHT_PAREN
  ;

substringArguments
  : argument
    ( FROM from=expression (FOR length=expression)?
    | FOR length=expression (FROM from=expression)?
    | SIMILAR pattern=expression ESCAPE escape=expression
    | (COMMA argument)*
    )
  ;

overlayArguments
  : argument
    ( PLACING placing=expression FROM from=expression (FOR length=expression)?
    | (COMMA argument)*
    )
  ;

trimArguments
  : FROM expressionList
  | expression (FROM expressionList | (COMMA expression)*)
  ;

specialValue
  : CURRENT_DATE
  | (CURRENT_TIME | CURRENT_TIMESTAMP | LOCALTIME | LOCALTIMESTAMP) (LEFT_PAREN NUMBER RIGHT_PAREN)?
  | CURRENT_USER | CURRENT_ROLE | SESSION_USER | USER | CURRENT_CATALOG | CURRENT_SCHEMA
  ;

caseExpression : CASE operandExpression=expression? caseWhen+ (ELSE otherwise=expression)? END ;

caseWhen : WHEN expression THEN expression ;

// ---------------------------------------------------------------- types

typeName : SETOF? simpleType (LIST)* arrayBounds (LIST)* ;

arrayBounds : (LEFT_BRACKET NUMBER? RIGHT_BRACKET)* | ARRAY (LEFT_BRACKET NUMBER RIGHT_BRACKET)? ;

simpleType
  : keywordType
  | INTERVAL (intervalFields | LEFT_PAREN NUMBER RIGHT_PAREN)?
  | MAP LEFT_BRACKET typeName ARROW typeName RIGHT_BRACKET
  | functionName typeModifiers? (PERCENT TYPE)?
  ;

// The types whose spelling is a keyword, INTERVAL apart.
keywordType
  : (INT | INTEGER | SMALLINT | BIGINT | REAL | BOOLEAN)
  | FLOAT (LEFT_PAREN NUMBER RIGHT_PAREN)?
  | DOUBLE PRECISION
  | (NUMERIC | DECIMAL | DEC) typeModifiers?
  | BIT VARYING? typeModifiers?
  | NATIONAL? (CHARACTER | CHAR | NCHAR) VARYING? (LEFT_PAREN NUMBER RIGHT_PAREN)?
  | VARCHAR (LEFT_PAREN NUMBER RIGHT_PAREN)?
  | (TIMESTAMP | TIME) (LEFT_PAREN NUMBER RIGHT_PAREN)? ((WITH | WITHOUT) TIME ZONE)?
  ;

typeModifiers : LEFT_PAREN expressionList RIGHT_PAREN ;

intervalFields
  : YEAR (TO MONTH)?
  | MONTH
  | DAY (TO (HOUR | MINUTE | intervalSecond))?
  | HOUR (TO (MINUTE | intervalSecond))?
  | MINUTE (TO intervalSecond)?
  | intervalSecond
  ;

intervalSecond : SECOND (LEFT_PAREN NUMBER RIGHT_PAREN)? ;

// ---------------------------------------------------------------- data statements

insertStatement
  : INSERT INTO qualifiedName (AS name)?
    (LEFT_PAREN targetList RIGHT_PAREN)?
    (OVERRIDING (USER | SYSTEM) VALUE)?
    (DEFAULT VALUES | query)
    onConflictClause? returningClause?
  ;

targetList : target (COMMA target)* ;

target : name (DOT label | subscript)* ;

onConflictClause
  : ON CONFLICT conflictTarget?
    DO (NOTHING | UPDATE SET assignmentList (WHERE expression)?)
  ;

conflictTarget
  : LEFT_PAREN expressionList RIGHT_PAREN (WHERE expression)?
  | ON CONSTRAINT name
  ;

returningClause : RETURNING selectList ;

updateStatement
  : UPDATE ONLY? qualifiedName STAR? (AS? name)?
    SET assignmentList (FROM fromList)? (WHERE expression)? returningClause?
  ;

assignmentList : assignment (COMMA assignment)* ;

assignment
  : target EQUALS expression
  | LEFT_PAREN targetList RIGHT_PAREN EQUALS expression
  ;

deleteStatement
  : DELETE FROM ONLY? qualifiedName STAR? (AS? name)?
    (USING fromList)? (WHERE expression)? returningClause?
  ;

truncateStatement
  : TRUNCATE TABLE? ONLY? qualifiedName (COMMA qualifiedName)*
    ((RESTART | CONTINUE) IDENTITY)? dropBehavior?
  ;

copyStatement
  : COPY BINARY? (LEFT_PAREN copySource RIGHT_PAREN | qualifiedName (LEFT_PAREN nameList RIGHT_PAREN)?)
    (FROM | TO) PROGRAM? copyEndpoint
    (USING? DELIMITERS STRING)?
    (WITH? LEFT_PAREN optionItem (COMMA optionItem)* RIGHT_PAREN | WITH? copyOldOption*)
    (WHERE expression)?
  ;

copySource : queryOrData | subscribeStatement ;

copyEndpoint : STDIN | STDOUT | STRING ;

copyOldOption
  : BINARY
  | FREEZE
  | CSV
  | HEADER
  | (DELIMITER | NULL | QUOTE | ESCAPE | ENCODING) AS? STRING
  | FORCE (QUOTE | NOT? NULL) (STAR | nameList)
  ;

// ---------------------------------------------------------------- CREATE

createStatement
  : CREATE createVariant
  ;

createVariant
  : createTable | createView | createMaterializedView | createSource | createSink
  | createConnection | createSecret | createCluster | createDatabase | createSchema
  | createIndex | createType | createRole
  ;

ifNotExists : IF NOT EXISTS ;

orReplace : OR REPLACE ;

temporary : (LOCAL | GLOBAL)? (TEMPORARY | TEMP) | UNLOGGED ;

createTable
  : temporary? TABLE ifNotExists? qualifiedName
    (LEFT_PAREN tableElements? RIGHT_PAREN)?
    ( FROM SOURCE qualifiedName (LEFT_PAREN REFERENCE EQUALS? sourceReference RIGHT_PAREN)?
    | AS query (WITH NO? DATA)?
    )?
    withOptions?
  ;

sourceReference : qualifiedName | STRING ;

tableElements : tableElement (COMMA tableElement)* ;

tableElement : columnDefinition | tableConstraint ;

columnDefinition : name typeName? (COLLATE qualifiedName)? columnConstraint* ;

columnConstraint
  : (CONSTRAINT name)? columnConstraintBody constraintAttributes?
  ;

columnConstraintBody
  : NOT NULL
  | NULL
  | DEFAULT expression
  | PRIMARY KEY
  | UNIQUE
  | CHECK LEFT_PAREN expression RIGHT_PAREN
  | REFERENCES reference
  | GENERATED (ALWAYS | BY DEFAULT) AS (IDENTITY optionList? | LEFT_PAREN expression RIGHT_PAREN STORED)
  ;

tableConstraint
  : (CONSTRAINT name)?
    ( PRIMARY KEY LEFT_PAREN nameList RIGHT_PAREN
    | UNIQUE LEFT_PAREN nameList RIGHT_PAREN
    | CHECK LEFT_PAREN expression RIGHT_PAREN
    | FOREIGN KEY LEFT_PAREN nameList RIGHT_PAREN REFERENCES reference
    )
    constraintAttributes?
  ;

reference
  : qualifiedName (LEFT_PAREN nameList RIGHT_PAREN)? (MATCH (FULL | SIMPLE))? referenceAction*
  ;

referenceAction
  : ON (DELETE | UPDATE) (CASCADE | RESTRICT | NO ACTION | SET (NULL | DEFAULT))
  ;

constraintAttributes : (NOT? DEFERRABLE | INITIALLY (DEFERRED | IMMEDIATE))+ ;

createView
  : orReplace? temporary? VIEW ifNotExists? qualifiedName (LEFT_PAREN nameList RIGHT_PAREN)? AS query
  ;

createMaterializedView
  : orReplace? MATERIALIZED VIEW ifNotExists? qualifiedName (LEFT_PAREN nameList RIGHT_PAREN)?
    inCluster? withOptions? AS query
  ;

inCluster : IN CLUSTER name ;

withOptions : WITH optionList ;

createSource
  : SOURCE ifNotExists? qualifiedName inCluster? FROM sourceOrigin sourceTables?
    (EXPOSE PROGRESS AS qualifiedName)? withOptions?
  ;

sourceOrigin
  : LOAD GENERATOR name name? optionList?
  | connectionKind CONNECTION qualifiedName optionList?
  | WEBHOOK webhookItem*
  ;

// The webhook's clauses are kept as they are; it is refused later.
webhookItem : keywordOrName | STRING | optionList ;

sourceTables
  : FOR ALL TABLES
  | FOR TABLES LEFT_PAREN selectedTable (COMMA selectedTable)* RIGHT_PAREN
  | FOR SCHEMAS LEFT_PAREN nameList RIGHT_PAREN
  ;

selectedTable : qualifiedName (AS qualifiedName)? ;

createSink
  : SINK ifNotExists? qualifiedName? inCluster? FROM qualifiedName INTO sinkTarget
    (USING AWS CONNECTION qualifiedName)?
    sinkKey? ((MODE | ENVELOPE) sinkMode)? partitionByClause? withOptions?
  ;

sinkTarget
  : ICEBERG CATALOG CONNECTION qualifiedName optionList?
  | KAFKA CONNECTION qualifiedName optionList?
  ;

sinkKey : KEY LEFT_PAREN nameList RIGHT_PAREN (NOT ENFORCED)? ;

sinkMode : UPSERT | APPEND ;

partitionByClause : PARTITION BY LEFT_PAREN expressionList RIGHT_PAREN ;

createConnection
  : orReplace? CONNECTION ifNotExists? qualifiedName (TO | FROM | FOR) connectionKind
    optionList? withOptions?
  ;

connectionKind
  : POSTGRES
  | MYSQL
  | SQL SERVER
  | KAFKA
  | CONFLUENT SCHEMA REGISTRY
  | AWS PRIVATELINK
  | AWS
  | GCP
  | SSH TUNNEL
  | ICEBERG CATALOG
  ;

createSecret : SECRET ifNotExists? qualifiedName AS expression ;

createCluster : CLUSTER ifNotExists? name (optionList | optionItem (COMMA optionItem)*)? ;

createDatabase : DATABASE ifNotExists? name optionItem? ;

createSchema : SCHEMA ifNotExists? qualifiedName ;

createIndex
  : UNIQUE? INDEX ifNotExists? name? inCluster? ON qualifiedName (USING name)?
    LEFT_PAREN orderItem (COMMA orderItem)* RIGHT_PAREN withOptions?
  | DEFAULT INDEX ifNotExists? name? inCluster? ON qualifiedName withOptions?
  ;

createType
  : TYPE qualifiedName AS
    ( ENUM LEFT_PAREN (STRING (COMMA STRING)*)? RIGHT_PAREN
    | (LIST | MAP) optionList
    | columnAliasList
    )
  ;

createRole : (ROLE | USER) name WITH? roleOption* ;

roleOption : keywordOrName STRING? ;

// ---------------------------------------------------------------- ALTER, DROP, COMMENT, GRANT

objectKind
  : TABLE | VIEW | MATERIALIZED VIEW | SOURCE | SINK | INDEX | CONNECTION | SECRET | TYPE | FUNCTION
  | CLUSTER REPLICA | CLUSTER | DATABASE | SCHEMA | ROLE | USER | SEQUENCE | COLUMN
  ;

alterStatement
  : ALTER SYSTEM (SET settingName (TO | EQUALS) settingValues | RESET (ALL | settingName))
  | ALTER objectKind (IF EXISTS)? qualifiedName alterAction
  | ALTER (ROLE | USER) name (SET settingName (TO | EQUALS) settingValues | WITH? roleOption+)
  ;

alterAction
  : RENAME TO name
  | OWNER TO name
  | SWAP WITH name
  | SET SCHEMA name
  | SET FROM qualifiedName
  | SET optionList
  | RESET optionList
  | AS expression
  | ADD (SUBSOURCE | TABLE) selectedTable (COMMA selectedTable)*
  | tableAction (COMMA tableAction)*
  ;

tableAction
  : ADD COLUMN? (IF NOT EXISTS)? columnDefinition
  | DROP COLUMN? (IF EXISTS)? name dropBehavior?
  | RENAME COLUMN? name TO name
  | ALTER COLUMN? name (SET NOT NULL | DROP NOT NULL | DROP DEFAULT)
  | REPLICA IDENTITY FULL
  ;

dropStatement : DROP objectKind (IF EXISTS)? qualifiedName (COMMA qualifiedName)* dropBehavior? ;

dropBehavior : CASCADE | RESTRICT ;

commentStatement : COMMENT ON objectKind qualifiedName IS (STRING | NULL) ;

privilegeStatement
  : GRANT privilege (COMMA privilege)*
    (ON privilegeObject)? TO privilegeRole (COMMA privilegeRole)* (WITH (GRANT | ADMIN) OPTION)?
  | REVOKE ((GRANT | ADMIN) OPTION FOR)? privilege (COMMA privilege)*
    (ON privilegeObject)? FROM privilegeRole (COMMA privilegeRole)* dropBehavior?
  ;

privilege : privilegeWord+ (LEFT_PAREN nameList RIGHT_PAREN)? ;

privilegeWord : name | ALL | SELECT | CREATE | REFERENCES ;

privilegeObject
  : ALL privilegeKind (IN (SCHEMA | DATABASE) qualifiedName (COMMA qualifiedName)*)?
  | SYSTEM
  | objectKind? qualifiedName (COMMA qualifiedName)*
  ;

privilegeKind
  : TABLES | SECRETS | CONNECTIONS | DATABASES | SCHEMAS | CLUSTERS | TYPES | FUNCTIONS | SEQUENCES
  ;

privilegeRole : GROUP? (name | CURRENT_USER | SESSION_USER | CURRENT_ROLE) ;

// ---------------------------------------------------------------- SHOW, EXPLAIN, VALIDATE

showStatement
  : SHOW ALL
  | SHOW REDACTED? CREATE objectKind qualifiedName
  | SHOW COLUMNS (FROM | IN) qualifiedName showFilter?
  | SHOW objectKinds (ON qualifiedName)? ((FROM | IN) qualifiedName)? inCluster?
    (ON qualifiedName)? showFilter?
  | SHOW TIME ZONE
  | SHOW TRANSACTION ISOLATION LEVEL
  | SHOW SESSION AUTHORIZATION
  | SHOW settingName
  ;

objectKinds
  : TABLES | VIEWS | MATERIALIZED VIEWS | SOURCES | SUBSOURCES | SINKS | (INDEXES | INDICES | KEYS)
  | CONNECTIONS | SECRETS | TYPES | FUNCTIONS | CLUSTERS | CLUSTER REPLICAS | DATABASES | SCHEMAS
  | ROLES | OBJECTS
  ;

showFilter : LIKE STRING | WHERE expression ;

explainStatement
  : EXPLAIN TIMESTAMP (AS explainFormat)? FOR query
  | EXPLAIN explainStage PLAN? withOptions? (AS explainFormat)? FOR explainee
  | EXPLAIN PLAN withOptions? (AS explainFormat)? FOR explainee
  | EXPLAIN AS explainFormat FOR? explainee
  | EXPLAIN LEFT_PAREN explainOption (COMMA explainOption)* RIGHT_PAREN explainee
  | EXPLAIN ANALYZE? VERBOSE? (AS explainFormat FOR?)? explainee
  ;

explainStage
  : RAW | DECORRELATED | LOCALLY OPTIMIZED | OPTIMIZED | PHYSICAL
  ;

explainFormat : VERBOSE? TEXT | JSON ;

explainOption : explainOptionName explainOptionValue? ;

explainOptionName : ANALYZE | VERBOSE | IDENTIFIER | unreservedKeyword ;

explainOptionValue : TRUE | FALSE | ON | NUMBER | STRING | name ;

explainee
  : (VIEW | MATERIALIZED VIEW | INDEX) qualifiedName
  | queryOrData
  | CREATE (createTable | createView | createMaterializedView | createIndex)
  | executeStatement
  | declareStatement
  | subscribeStatement
  ;

validateStatement : VALIDATE CONNECTION qualifiedName ;

// ---------------------------------------------------------------- session

setStatement
  : SET (SESSION | LOCAL)? TRANSACTION transactionMode (COMMA? transactionMode)*
  | SET SESSION CHARACTERISTICS AS TRANSACTION transactionMode (COMMA? transactionMode)*
  | SET (SESSION | LOCAL)? TIME ZONE (intervalZone | DEFAULT | LOCAL | settingValue)
  | SET (SESSION | LOCAL)? NAMES (STRING | DEFAULT)?
  | SET (SESSION | LOCAL)? SCHEMA (STRING | name)
  | SET (SESSION | LOCAL)? ROLE (name | STRING)
  | SET (SESSION | LOCAL)? SESSION AUTHORIZATION (name | STRING | DEFAULT)
  | SET (SESSION | LOCAL)? settingName (TO | EQUALS) settingValues
  ;

intervalZone : INTERVAL STRING intervalFields? ;

settingName : settingWord (DOT settingWord)* ;

settingWord : name | AUTHORIZATION | CURRENT_SCHEMA ;

settingValues : DEFAULT | settingValue (COMMA settingValue)* ;

settingValue : TRUE | FALSE | ON | STRING | (PLUS | MINUS)? NUMBER | name ;

transactionMode
  : ISOLATION LEVEL isolationLevel
  | READ (ONLY | WRITE)
  | NOT? DEFERRABLE
  ;

isolationLevel
  : READ (UNCOMMITTED | COMMITTED) | REPEATABLE READ | STRICT? SERIALIZABLE
  ;

resetStatement
  : RESET (ALL | TIME ZONE | TRANSACTION ISOLATION LEVEL | SESSION AUTHORIZATION | settingName)
  ;

transactionStatement
  : BEGIN (WORK | TRANSACTION)? (transactionMode (COMMA? transactionMode)*)?
  | START TRANSACTION (transactionMode (COMMA? transactionMode)*)?
  | (COMMIT | END) (WORK | TRANSACTION)? chain?
  | (ROLLBACK | ABORT) (WORK | TRANSACTION)? chain?
  | ROLLBACK (WORK | TRANSACTION)? TO SAVEPOINT? name
  | SAVEPOINT name
  | RELEASE SAVEPOINT? name
  ;

chain : AND NO? CHAIN ;

prepareStatement
  : PREPARE name (LEFT_PAREN typeName (COMMA typeName)* RIGHT_PAREN)? AS preparable
  ;

preparable
  : queryOrData | subscribeStatement | showStatement
  ;

executeStatement : EXECUTE name (LEFT_PAREN expressionList? RIGHT_PAREN)? ;

deallocateStatement : DEALLOCATE PREPARE? (ALL | name) ;

discardStatement : DISCARD (ALL | PLANS | SEQUENCES | TEMP | TEMPORARY) ;

listenStatement : LISTEN name ;

unlistenStatement : UNLISTEN (name | STAR) ;

notifyStatement : NOTIFY name (COMMA STRING)? ;

// ---------------------------------------------------------------- cursors

declareStatement
  : DECLARE name (BINARY | INSENSITIVE | ASENSITIVE | NO? SCROLL)* CURSOR ((WITH | WITHOUT) HOLD)?
    FOR (query | subscribeStatement)
  ;

fetchStatement
  : (FETCH | MOVE) (fetchDirection (FROM | IN)? | (FROM | IN))? name withOptions?
  ;

fetchDirection
  : NEXT | PRIOR | FIRST | LAST | ALL
  | (ABSOLUTE | RELATIVE) signedNumber
  | (FORWARD | BACKWARD) (signedNumber | ALL)?
  | signedNumber
  ;

signedNumber : (PLUS | MINUS)? NUMBER ;

closeStatement : CLOSE (ALL | name) ;

subscribeStatement
  : SUBSCRIBE TO? (LEFT_PAREN query RIGHT_PAREN | qualifiedName)
    subscribeEnvelope? withOptions?
    (AS OF atLeast? expression)? (UP TO expression)?
    subscribeEnvelope? (WITHIN TIMESTAMP orderByClause)? withOptions?
  ;

atLeast : AT LEAST ;

subscribeEnvelope : ENVELOPE (UPSERT | DEBEZIUM) LEFT_PAREN KEY LEFT_PAREN nameList RIGHT_PAREN RIGHT_PAREN ;

// ---------------------------------------------------------------- options

optionList : LEFT_PAREN (optionItem (COMMA optionItem)*)? RIGHT_PAREN ;

// Where the name ends and the value starts is settled by the tree builder.
optionItem : optionAtom+ ;

optionAtom
  : keywordOrName | QUOTED_IDENTIFIER | EQUALS | DOT | PLUS | MINUS | STAR
  | NUMBER | STRING | optionNested
  ;

optionNested
  : LEFT_PAREN (optionItem (COMMA optionItem)*)? RIGHT_PAREN
  | LEFT_BRACKET (optionItem (COMMA optionItem)*)? RIGHT_BRACKET
  ;

// ---------------------------------------------------------------- names

qualifiedName : name (DOT label)* ;

nameList : name (COMMA name)* ;

// What may name a column or table without quotes.
name : IDENTIFIER | QUOTED_IDENTIFIER | unreservedKeyword | columnNameKeyword | VALUES ;

// A keyword that may name a column names a function or type only with a schema before it.
functionName : functionWord (DOT label)* | columnNameKeyword (DOT label)+ ;

functionWord : IDENTIFIER | QUOTED_IDENTIFIER | unreservedKeyword | functionNameKeyword ;

// After AS and after a point any word will do.
label
  : IDENTIFIER | QUOTED_IDENTIFIER | unreservedKeyword | columnNameKeyword | functionNameKeyword
  | reservedKeyword | VALUES
  ;

bareLabel : IDENTIFIER | QUOTED_IDENTIFIER | bareLabelKeyword ;

keywordOrName
  : IDENTIFIER | unreservedKeyword | columnNameKeyword | functionNameKeyword | reservedKeyword | VALUES
  ;

// ---------------------------------------------------------------- keywords, by where they may be names

// May name anything.
unreservedKeyword
  : ABORT | ABSOLUTE | ACTION | ADD | ADMIN | ALTER | ALWAYS | APPEND | ASENSITIVE | AT | AWS | BACKWARD |
    BEGIN | BY | CASCADE | CATALOG | CHAIN | CHARACTERISTICS | CLOSE | CLUSTER | CLUSTERS | COLUMNS | COMMENT |
    COMMIT | COMMITTED | CONFLICT | CONFLUENT | CONNECTION | CONNECTIONS | CONTINUE | COPY | CSV | CUBE |
    CURRENT | CURSOR | DATA | DATABASE | DATABASES | DAY | DEALLOCATE | DEBEZIUM | DECLARE | DECORRELATED |
    DEFERRED | DELETE | DELIMITER | DELIMITERS | DISCARD | DOUBLE | DROP | ENCODING | ENFORCED | ENUM |
    ENVELOPE | ESCAPE | EXCLUDE | EXECUTE | EXPLAIN | EXPOSE | FILTER | FIRST | FOLLOWING | FORCE | FORWARD |
    FUNCTION | FUNCTIONS | GCP | GENERATED | GENERATOR | GLOBAL | GROUPS | HEADER | HOLD | HOUR | ICEBERG |
    IDENTITY | IF | IGNORE | IMMEDIATE | INDEX | INDEXES | INDICES | INSENSITIVE | INSERT | ISOLATION | JSON |
    KAFKA | KEY | KEYS | LAST | LEVEL | LIST | LISTEN | LOAD | LOCAL | LOCALLY | LOCKED | MAP | MATCH |
    MATERIALIZED | MINUTE | MODE | MONTH | MOVE | MUTUALLY | MYSQL | NAMES | NEXT | NO | NORMALIZED | NOTHING |
    NOTIFY | NOWAIT | NULLS | OBJECTS | OF | OPERATOR | OPTIMIZED | OPTION | OPTIONS | ORDINALITY | OTHERS |
    OVER | OVERRIDING | OWNER | PARTITION | PHYSICAL | PLAN | PLANS | POSTGRES | PRECEDING | PREPARE | PRIOR |
    PRIVATELINK | PROGRAM | PROGRESS | QUOTE | RANGE | RAW | READ | RECURSIVE | REDACTED | REFERENCE |
    REGISTRY | RELATIVE | RELEASE | RENAME | REPEATABLE | REPLACE | REPLICA | REPLICAS | RESET | RESPECT |
    RESTART | RESTRICT | REVOKE | ROLE | ROLES | ROLLBACK | ROLLUP | ROWS | SAVEPOINT | SCHEMA | SCHEMAS |
    SCROLL | SECOND | SECRET | SECRETS | SEQUENCE | SEQUENCES | SERIALIZABLE | SERVER | SESSION | SET | SETS |
    SHARE | SHOW | SIMPLE | SINK | SINKS | SKIP_WORD | SOURCE | SOURCES | SQL | SSH | START | STDIN | STDOUT |
    STORED | STRICT | SUBSCRIBE | SUBSOURCE | SUBSOURCES | SWAP | SYSTEM | TABLES | TEMP | TEMPORARY | TEXT |
    TIES | TRANSACTION | TRUNCATE | TUNNEL | TYPE | TYPES | UNBOUNDED | UNCOMMITTED | UNKNOWN | UNLISTEN |
    UNLOGGED | UP | UPDATE | UPSERT | VALIDATE | VALUE | VARYING | VIEW | VIEWS | WEBHOOK | WITHIN | WITHOUT |
    WORK | WRITE | YEAR | ZONE
  ;

// May name columns and tables, not functions or types. VALUES is of this kind too, and kept apart because
// VALUES (…) starts a query.
columnNameKeyword
  : BETWEEN | BIGINT | BIT | BOOLEAN | CHAR | CHARACTER | COALESCE | DEC | DECIMAL | EXISTS | EXTRACT | FLOAT |
    GREATEST | GROUPING | INOUT | INT | INTEGER | INTERVAL | LEAST | NATIONAL | NCHAR | NONE | NORMALIZE |
    NULLIF | NUMERIC | OUT | OVERLAY | POSITION | PRECISION | REAL | ROW | SETOF | SMALLINT | SUBSTRING |
    TIME | TIMESTAMP | TREAT | TRIM | VARCHAR
  ;

// May name functions and types, not columns or tables.
functionNameKeyword
  : AUTHORIZATION | BINARY | COLLATION | CONCURRENTLY | CROSS | CURRENT_SCHEMA | FREEZE | FULL | ILIKE |
    INNER | IS | ISNULL | JOIN | LEFT | LIKE | NATURAL | NOTNULL | OUTER | OVERLAPS | RIGHT | SIMILAR |
    TABLESAMPLE | VERBOSE
  ;

// May name nothing, except behind AS and behind a point.
reservedKeyword
  : ALL | ANALYSE | ANALYZE | AND | ANY | ARRAY | AS | ASC | ASYMMETRIC | BOTH | CASE | CAST | CHECK |
    COLLATE | COLUMN | CONSTRAINT | CREATE | CURRENT_CATALOG | CURRENT_DATE | CURRENT_ROLE | CURRENT_TIME |
    CURRENT_TIMESTAMP | CURRENT_USER | DEFAULT | DEFERRABLE | DESC | DISTINCT | DO | ELSE | END | EXCEPT |
    FALSE | FETCH | FOR | FOREIGN | FROM | GRANT | GROUP | HAVING | IN | INITIALLY | INTERSECT | INTO |
    LATERAL | LEADING | LIMIT | LOCALTIME | LOCALTIMESTAMP | NOT | NULL | OFFSET | ON | ONLY | OR | ORDER |
    PLACING | PRIMARY | REFERENCES | RETURNING | SELECT | SESSION_USER | SOME | SYMMETRIC | TABLE | THEN | TO |
    TRAILING | TRUE | UNION | UNIQUE | USER | USING | VARIADIC | WHEN | WHERE | WINDOW | WITH
  ;

// May name an output column even without AS.
bareLabelKeyword
  : ABORT | ABSOLUTE | ACTION | ADD | ADMIN | ALL | ALTER | ALWAYS | ANALYSE | ANALYZE | ANY | APPEND | ASC |
    ASENSITIVE | ASYMMETRIC | AT | AUTHORIZATION | AWS | BACKWARD | BEGIN | BIGINT | BINARY | BIT | BOOLEAN |
    BOTH | BY | CASCADE | CASE | CAST | CATALOG | CHAIN | CHARACTERISTICS | CHECK | CLOSE | CLUSTER |
    CLUSTERS | COALESCE | COLLATION | COLUMN | COLUMNS | COMMENT | COMMIT | COMMITTED | CONCURRENTLY |
    CONFLICT | CONFLUENT | CONNECTION | CONNECTIONS | CONSTRAINT | CONTINUE | COPY | CROSS | CSV | CUBE |
    CURRENT | CURRENT_CATALOG | CURRENT_DATE | CURRENT_ROLE | CURRENT_SCHEMA | CURRENT_TIME |
    CURRENT_TIMESTAMP | CURRENT_USER | CURSOR | DATA | DATABASE | DATABASES | DEALLOCATE | DEBEZIUM | DEC |
    DECIMAL | DECLARE | DECORRELATED | DEFAULT | DEFERRABLE | DEFERRED | DELETE | DELIMITER | DELIMITERS |
    DESC | DISCARD | DISTINCT | DO | DOUBLE | DROP | ELSE | ENCODING | END | ENFORCED | ENUM | ENVELOPE |
    ESCAPE | EXCLUDE | EXECUTE | EXISTS | EXPLAIN | EXPOSE | EXTRACT | FALSE | FIRST | FLOAT | FOLLOWING |
    FORCE | FOREIGN | FORWARD | FREEZE | FULL | FUNCTION | FUNCTIONS | GCP | GENERATED | GENERATOR | GLOBAL |
    GREATEST | GROUPING | GROUPS | HEADER | HOLD | ICEBERG | IDENTITY | IF | IGNORE | IMMEDIATE | INDEX |
    INDEXES | INDICES | INITIALLY | INNER | INOUT | INSENSITIVE | INSERT | INT | INTEGER | INTERVAL |
    ISOLATION | JOIN | JSON | KAFKA | KEY | KEYS | LAST | LATERAL | LEADING | LEAST | LEFT | LEVEL | LIST |
    LISTEN | LOAD | LOCAL | LOCALLY | LOCALTIME | LOCALTIMESTAMP | LOCKED | MAP | MATCH | MATERIALIZED | MODE |
    MOVE | MUTUALLY | MYSQL | NAMES | NATIONAL | NATURAL | NCHAR | NEXT | NO | NONE | NORMALIZE | NORMALIZED |
    NOTHING | NOTIFY | NOWAIT | NULL | NULLIF | NULLS | NUMERIC | OBJECTS | OF | ONLY | OPERATOR | OPTIMIZED |
    OPTION | OPTIONS | ORDINALITY | OTHERS | OUT | OUTER | OVERLAY | OVERRIDING | OWNER | PARTITION |
    PHYSICAL | PLACING | PLAN | PLANS | POSITION | POSTGRES | PRECEDING | PREPARE | PRIMARY | PRIOR |
    PRIVATELINK | PROGRAM | PROGRESS | QUOTE | RANGE | RAW | READ | REAL | RECURSIVE | REDACTED | REFERENCE |
    REFERENCES | REGISTRY | RELATIVE | RELEASE | RENAME | REPEATABLE | REPLACE | REPLICA | REPLICAS | RESET |
    RESPECT | RESTART | RESTRICT | REVOKE | RIGHT | ROLE | ROLES | ROLLBACK | ROLLUP | ROW | ROWS | SAVEPOINT |
    SCHEMA | SCHEMAS | SCROLL | SECRET | SECRETS | SELECT | SEQUENCE | SEQUENCES | SERIALIZABLE | SERVER |
    SESSION | SESSION_USER | SET | SETOF | SETS | SHARE | SHOW | SIMPLE | SINK | SINKS | SKIP_WORD | SMALLINT |
    SOME | SOURCE | SOURCES | SQL | SSH | START | STDIN | STDOUT | STORED | STRICT | SUBSCRIBE | SUBSOURCE |
    SUBSOURCES | SUBSTRING | SWAP | SYMMETRIC | SYSTEM | TABLE | TABLES | TABLESAMPLE | TEMP | TEMPORARY |
    TEXT | THEN | TIES | TIME | TIMESTAMP | TRAILING | TRANSACTION | TREAT | TRIM | TRUE | TRUNCATE | TUNNEL |
    TYPE | TYPES | UNBOUNDED | UNCOMMITTED | UNIQUE | UNKNOWN | UNLISTEN | UNLOGGED | UP | UPDATE | UPSERT |
    USER | USING | VALIDATE | VALUE | VALUES | VARCHAR | VARIADIC | VERBOSE | VIEW | VIEWS | WEBHOOK | WHEN |
    WORK | WRITE | ZONE
  ;
